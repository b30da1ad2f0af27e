import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, UseFilters } from '@nestjs/common';
import { ExchangeRefused } from '../errors';
import { operatorOnly } from '../http/authority';
import { ExchangeRefusedFilter } from '../http/problem-filter';
import { Keys } from '../participants/keys';
import { Participants } from '../participants/participants';
import { HoldingTank } from './holding-tank';
import { afterIn, bulkIn, cursorOf, decisionIn, placeIn, stateIn } from './intake-requests';
import { maskedIntake, maskedSummary } from './mask';

const operator = 'operator';
const verbs = ['approve', 'reject', 'spam', 'merge', 'undo', 'separate'] as const;

/** Holding tanks, by operator key: who waits is masked, since a key is nobody's eyes. */
@Controller('v1/intakes')
@UseFilters(ExchangeRefusedFilter)
export class IntakesController {
  constructor(
    @Inject(Keys) private readonly keys: Keys,
    @Inject(Participants) private readonly participants: Participants,
    @Inject(HoldingTank) private readonly tank: HoldingTank,
  ) {}

  @Get()
  async list(
    @Query('agency') agency?: string,
    @Query('target') target?: string,
    @Query('state') state?: string,
    @Query('after') after?: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    await this.participants.demandAgency(needed(agency));
    const { intakes, next } = await this.tank.list(needed(agency), { target, state: stateIn(state), after: afterIn(after), limit: 500 });
    return { intakes: intakes.map(maskedSummary), next: cursorOf(next) };
  }

  @Get(':target/:person')
  async read(
    @Param('target') target: string,
    @Param('person') person: string,
    @Query('agency') agency?: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { intake: maskedIntake(await this.tank.read(needed(agency), placeIn(target, person))) };
  }

  /** Several at once: each answers for itself. */
  @Post('decide')
  @HttpCode(200)
  async decideAll(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const { agency, places, decision } = bulkIn(body);
    const results = await this.tank.decideAll(agency, places, decision, operator);
    return {
      results: results.map(({ target, personId, ...one }) =>
        one.done
          ? { target, personId, done: true, state: one.standing.state }
          : { target, personId, done: false, code: one.refused.code, detail: one.refused.message },
      ),
    };
  }

  /** `approve`, `reject`, `spam`, `merge`, `undo` (of a merge), `separate` (two that are linked are two persons). */
  @Post(':verb')
  @HttpCode(200)
  async decide(@Param('verb') named: string, @Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const verb = verbs.find((one) => one === named);
    if (!verb) throw new ExchangeRefused('notFound', `An intake is decided on by one of ${verbs.join(', ')}`, { verb: named });
    const { agency, place, decision } = decisionIn(body, verb);
    return this.tank.decide(agency, place, decision, operator);
  }
}

function needed(agency: string | undefined): string {
  if (!agency) throw new ExchangeRefused('invalid', 'agency is needed');
  return agency;
}
