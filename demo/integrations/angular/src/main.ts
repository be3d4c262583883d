import { Component, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { PrintJob } from './print-job';

const query = new URLSearchParams(location.search);
const [invoice = '', note = '', label = '', another = ''] = query.getAll('token');

@Component({
  selector: 'app-root',
  imports: [PrintJob],
  template: `
    <ul>
      @for (job of jobs(); track job.name) {
        <li>
          <app-print-job
            [name]="job.name"
            [server]="server"
            [token]="job.token"
            (log)="add($event)"
          />
        </li>
      }
    </ul>
    <button (click)="reverse()">Reverse</button>
    <button (click)="printAgain()">Print again</button>
    <button (click)="jobs.set([])">Remove</button>
    <ol>
      @for (line of lines(); track $index) {
        <li>{{ line }}</li>
      }
    </ol>
  `,
})
class App {
  protected readonly server = query.get('server') ?? '';
  protected readonly jobs = signal([
    { name: 'Invoice', token: invoice },
    { name: 'Delivery note', token: note },
    { name: 'Label', token: label },
  ]);
  protected readonly lines = signal<string[]>([]);

  protected add(line: string): void {
    this.lines.update((previous) => [...previous, line]);
  }

  protected reverse(): void {
    this.jobs.update((jobs) => [...jobs].reverse());
  }

  protected printAgain(): void {
    this.jobs.update((jobs) =>
      jobs.map((job) => (job.name === 'Invoice' ? { ...job, token: another } : job)),
    );
  }
}

await bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
