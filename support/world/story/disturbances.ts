import type { Service } from '../../api/compute/services-client';
import type { Neighbour } from '../../contract/trouble';
import type { Guard } from '../../safety/guard';
import type { OpenEntry } from '../../safety/ledger';
import type { CloudBooks } from './cloud-books';
import type { LedgerPage } from './ledger-page';
import { Noun } from './noun';

/** What has to be so before anything is disturbed. */
interface Needs {
  readonly books: CloudBooks;
  readonly guard: Guard;
  readonly page: LedgerPage;
}

/** What comes before each disturbance: the guard lets it through, and the books are open. */
export class Disturbances extends Noun<Needs> {
  /** To be called before a host is disturbed, in words like `stopped`; resolves with its service as it is. */
  async beforeHost(host: string, deed: string): Promise<Service> {
    await this.needs.books.open();
    return this.needs.guard.beforeDisturbing(host, deed);
  }

  /** To be called before Nova's path to a neighbour is disturbed; the entry is open until the path is mended. */
  async beforePath(neighbour: Neighbour): Promise<OpenEntry> {
    const { books, guard, page } = this.needs;
    await guard.beforeDisturbingPath(neighbour);
    await books.open();
    return page.open({ kind: 'path', neighbour });
  }
}
