import { Component, CUSTOM_ELEMENTS_SCHEMA, input, output } from '@angular/core';
import 'scriptx-job-status';
import type {
  JobCompleteEvent,
  JobErrorEvent,
  JobFailedEvent,
  JobStatusChangeEvent,
} from 'scriptx-job-status';

@Component({
  selector: 'app-print-job',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <scriptx-job-status
      [label]="name()"
      [server]="server()"
      [token]="token()"
      [interval]="200"
      [texts]="texts"
      (job-status-change)="changed($event)"
      (job-complete)="completed($event)"
      (job-failed)="failed($event)"
      (job-error)="lost($event)"
    />
  `,
})
export class PrintJob {
  readonly name = input.required<string>();
  readonly server = input.required<string>();
  readonly token = input.required<string>();
  readonly log = output<string>();

  protected readonly texts = { completed: 'At the printer' };

  protected changed({ detail }: JobStatusChangeEvent): void {
    this.log.emit(`${this.name()} is ${detail.state}`);
  }

  protected completed({ detail }: JobCompleteEvent): void {
    this.log.emit(`${this.name()} has ended: ${detail.name}`);
  }

  protected failed({ detail }: JobFailedEvent): void {
    this.log.emit(`${this.name()} has failed: ${detail.message || detail.name}`);
  }

  protected lost({ detail }: JobErrorEvent): void {
    this.log.emit(`${this.name()} has no status: ${detail.code}`);
  }
}
