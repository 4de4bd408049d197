/** Something that steps speak of. It is given those by name that it needs, and has no other way to them. */
export abstract class Noun<Needs> {
  protected readonly needs: Needs;

  constructor(needs: Needs) {
    this.needs = needs;
  }
}
