import { Component, effect, ElementRef, inject, input, NgZone, output } from '@angular/core';
import 'scriptx-job-status';

@Component({ selector: 'app-print-job-outside-zone', template: '' })
export class PrintJobOutsideZone {
  readonly server = input.required<string>();
  readonly token = input.required<string>();
  readonly done = output();

  constructor() {
    const zone = inject(NgZone);
    const badge = document.createElement('scriptx-job-status');
    badge.addEventListener('job-complete', () => zone.run(() => this.done.emit()));
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.append(badge);
    effect(() => {
      const job = { server: this.server(), token: this.token() };
      zone.runOutsideAngular(() => Object.assign(badge, job));
    });
  }
}
