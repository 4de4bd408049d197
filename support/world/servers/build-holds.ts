import type { BuildControl, HoldPoint } from '../../contract/cloud-control';
import { Noun, type Story } from '../story/story';

/** Builds that stand still in the middle, on a cloud with the capability `held-build`. */
export class BuildHolds extends Noun<Story> {
  #state: 'free' | 'held' = 'free';

  /** Lets builds stand still at the point from now on. */
  async holdAt(point: HoldPoint): Promise<void> {
    const control = this.#control();
    // Its entries stay open until the clean-up, for the paths may be disturbed as well.
    for (const neighbour of control.paths) await this.needs.disturbances.beforePath(neighbour);
    await control.hold(point);
    this.#state = 'held';
  }

  areHeld(): boolean {
    return this.#state === 'held';
  }

  /** Lets all builds go on. Does nothing when none is held. */
  async release(): Promise<void> {
    if (this.#state === 'free') return;
    this.#state = 'free';
    await this.#control().release();
  }

  /** Lets the host fail the builds that are held there; `untilFailed` waits until it has. */
  async fail(untilFailed: () => Promise<void>): Promise<void> {
    this.#state = 'free';
    await this.#control().fail(untilFailed);
  }

  #control(): BuildControl {
    const { control, name } = this.needs.cloud;
    if (control.builds === undefined) throw new Error(`${name} cannot hold builds: the scenario needs @held-build`);
    return control.builds;
  }
}
