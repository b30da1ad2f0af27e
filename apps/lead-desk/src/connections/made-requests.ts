import { Injectable } from '@nestjs/common';
import { type ConnectionSetUp, maskedRequest } from '#connections';
import { isPrivateNote, may } from '#lead';
import { notFound } from '../api-problems/desk-refusal';
import type { JourneyQuery } from '../events/event-requests';
import { ExchangeWindow } from '../exchange-window/exchange-window';
import type { SignedInMember } from '../sign-in/signed-in';
import type { MadeRequestsView } from './made-request-views';

/** What connections asked of their vendors for one event; whole for those alone who may see payloads. */
@Injectable()
export class MadeRequests {
  constructor(
    private readonly setUp: Pick<ConnectionSetUp, 'requests'>,
    private readonly window: ExchangeWindow,
  ) {}

  async of({ agency, member }: SignedInMember, which: JourneyQuery): Promise<MadeRequestsView> {
    const [journey] = await this.window.journeys(agency, which);
    if (!journey) throw notFound('event');
    const { participant, source, id, type, event } = journey;
    const found = await this.setUp.requests.of(agency, { participant, source, id });
    // A private note is its writer's alone, also in what was made of it.
    const masked = !may(member.role, 'runExchange') || isPrivateNote({ type, data: dataOf(event) });
    const shown = masked ? found.map(maskedRequest) : found;
    return { requests: shown.map((request) => ({ ...request, areas: [...request.areas] })), masked };
  }
}

const dataOf = (event: unknown): unknown => (typeof event === 'object' && event !== null && 'data' in event ? event.data : undefined);
