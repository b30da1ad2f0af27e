import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Query, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ExchangeRefused } from '../errors';
import { Journeys } from '../journeys/journeys';
import { Tallies } from '../journeys/tally';
import { Keys } from '../participants/keys';
import { Participants } from '../participants/participants';
import { Repairs } from '../repair/repairs';
import { Feed } from '../targets/feed';
import { authorityOf, operatorOnly } from './authority';
import { ExchangeRefusedFilter } from './problem-filter';
import { BodyReader } from './requests';

const operator = 'operator';

/** What became of events: journeys, the tally, the feed, and what a person does about what waits. */
@Controller('v1')
@UseFilters(ExchangeRefusedFilter)
export class FollowController {
  constructor(
    @Inject(Keys) private readonly keys: Keys,
    @Inject(Participants) private readonly participants: Participants,
    @Inject(Journeys) private readonly journeys: Journeys,
    @Inject(Tallies) private readonly tallies: Tallies,
    @Inject(Feed) private readonly feed: Feed,
    @Inject(Repairs) private readonly repairs: Repairs,
  ) {}

  @Get('tally')
  async tally(@Query('agency') agency?: string, @Headers('authorization') authorization?: string): Promise<object> {
    const who = await authorityOf(this.keys, authorization);
    if (who.operator && agency) await this.participants.demandAgency(agency);
    return this.tallies.of(who.operator ? agency : who.agency);
  }

  @Get('journeys')
  async journey(
    @Query('source') source?: string,
    @Query('id') id?: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    const who = await authorityOf(this.keys, authorization);
    if (!source || !id) throw new ExchangeRefused('invalid', 'source and id name the event: /v1/journeys?source=S&id=ID');
    if (!who.operator)
      return { journeys: await this.journeys.of(who.agency, { source, id }, { payloads: false, onlyParticipant: who.participant }) };
    const all = await Promise.all(
      (await this.participants.agencies()).map((agency) => this.journeys.of(agency.id, { source, id }, { payloads: false })),
    );
    return { journeys: all.flat() };
  }

  @Get('feed')
  async read(
    @Res() reply: FastifyReply,
    @Query('after') after?: string,
    @Query('limit') limit?: string,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    const who = await authorityOf(this.keys, authorization);
    if (who.operator) throw new ExchangeRefused('forbidden', 'A feed is read with the key of its participant');
    const most = limit === undefined ? 100 : Number(limit);
    if (!Number.isInteger(most) || most < 1 || most > 500)
      throw new ExchangeRefused('invalid', 'limit must be a whole number from 1 to 500', { limit });
    const page = await this.feed.page(who.agency, who.participant, after, most);
    await reply
      .header('content-type', 'application/cloudevents-batch+json')
      .header('next-cursor', page.next)
      .header('link', `</v1/feed?after=${page.next}&limit=${most}>; rel="next"`)
      .send(JSON.stringify(page.events));
  }

  @Get('deliveries')
  async deliveries(
    @Query('agency') agency?: string,
    @Query('target') target?: string,
    @Query('state') state?: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    if (!agency) throw new ExchangeRefused('invalid', 'agency is needed');
    await this.participants.demandAgency(agency);
    return { deliveries: await this.repairs.open(agency, { target, state: state === 'held' || state === 'parked' ? state : undefined }) };
  }

  @Post('deliveries/retry')
  @HttpCode(200)
  async retry(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const { agency, refs } = refsIn(body);
    return { changed: await this.repairs.retry(agency, refs) };
  }

  @Post('deliveries/skip')
  @HttpCode(200)
  async skip(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const { agency, refs, why } = refsIn(body, true);
    return { changed: await this.repairs.skip(agency, refs, operator, why) };
  }

  @Post('deliveries/edit')
  @HttpCode(204)
  async edit(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<void> {
    await operatorOnly(this.keys, authorization);
    const reader = new BodyReader(body);
    const [agency, ref] = [reader.text('agency'), reader.text('ref', /^\d{1,18}$/, 'the ref of a delivery')];
    if (reader.value('data') === undefined) reader.say('/data', 'data', 'data is what the event is to say instead');
    reader.done();
    await this.repairs.edit(agency, ref, reader.value('data'));
  }
}

function refsIn(body: unknown, needsWhy = false): { agency: string; refs: string[]; why: string } {
  const reader = new BodyReader(body);
  const found = { agency: reader.text('agency'), refs: reader.texts('refs'), why: needsWhy ? reader.text('why') : '' };
  if (found.refs.some((ref) => !/^\d{1,18}$/.test(ref))) reader.say('/refs', 'refs', 'refs are refs of deliveries');
  reader.done();
  return found;
}
