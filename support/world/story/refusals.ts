import { UnexpectedAnswer } from '../../api/api-errors';
import { failure } from '../../books/failure-findings';
import type { Refusal } from '../../parameter-types';
import type { Evidence } from './evidence';
import type { Transcript } from './scenario-transcript';
import { refusalSeen, statusOf } from './unexpected';
import { Noun } from './noun';

/** What became of a request. */
export type Reply = 'accepted' | UnexpectedAnswer;

interface Needs {
  readonly evidence: Evidence;
  readonly transcript: Transcript;
}

/** Whether the cloud refuses what it has to refuse. */
export class Refusals extends Noun<Needs> {
  /** Expects a reply to be a refusal of that kind. */
  async expect(refusal: Refusal, reply: Reply): Promise<void> {
    const { evidence, transcript } = this.needs;
    const expected = `a request that is refused: ${refusal} (${statusOf[refusal]})`;
    if (reply === 'accepted') {
      const last = transcript.tellLastAct();
      const cause = await evidence.causeOfAcceptance(refusal);
      throw failure({ expected, seen: 'it was accepted', last, likely: cause?.words });
    }
    if (reply.status !== statusOf[refusal]) {
      throw failure({ expected, ...refusalSeen(reply), likely: (await evidence.causeOfRefusal(reply))?.words });
    }
    transcript.expectError(reply.exchange);
  }

  /** Does what the cloud has to refuse in that way, as a Given. Throws what else it answers, and when it accepts. */
  async expectFailure(refusal: Refusal, work: () => Promise<void>): Promise<void> {
    await this.expect(refusal, await replyTo(work()));
  }
}

/** What became of the request. Rejects with everything but an answer. */
export async function replyTo(request: Promise<void>): Promise<Reply> {
  try {
    await request;
    return 'accepted';
  } catch (error) {
    if (error instanceof UnexpectedAnswer) return error;
    throw error;
  }
}
