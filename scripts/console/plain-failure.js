/**
 * A failure that one plain sentence explains. The person who ran the command sees the sentence alone;
 * everything else that is thrown is a bug of these scripts and is shown with its stack.
 */
export class PlainFailure extends Error {}

/** Thrown out of whatever was going on when the person, or the system, asked the command to stop. */
export class Interrupted extends Error {
  constructor() {
    super('Stopped.')
  }
}
