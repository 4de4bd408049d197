import { EventEmitter } from 'node:events';
import type { IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import AllureCucumberReporter from 'allure-cucumberjs/reporter';
import { printableEnvelope } from '../printable-envelope';
import { resultsWriter } from './writer';

/** Allure's formatter of cucumber with the suite's own writer; the option `resultsDir` names the folder. */
export default class ResultsReporter extends AllureCucumberReporter {
  constructor(options: IFormatterOptions) {
    const folder: unknown = options.parsedArgvOptions['resultsDir'];
    if (typeof folder !== 'string') throw new Error('the formatter of Allure needs the option resultsDir');
    const parsedArgvOptions = { ...options.parsedArgvOptions, writer: resultsWriter(folder) };
    super({ ...options, parsedArgvOptions, eventBroadcaster: printableMessages(options.eventBroadcaster) });
  }
}

/** Cucumber's messages as all reports get them. */
function printableMessages(broadcaster: EventEmitter): EventEmitter {
  const messages = new EventEmitter();
  broadcaster.on('envelope', (envelope: Envelope) => messages.emit('envelope', printableEnvelope(envelope)));
  return messages;
}
