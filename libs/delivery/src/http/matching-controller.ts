import { Body, Controller, Headers, HttpCode, Inject, Post, UseFilters } from '@nestjs/common';
import { Keys } from '../participants/keys';
import { MatchingRepairs } from '../repair/matching';
import { operatorOnly } from './authority';
import { ExchangeRefusedFilter } from './problem-filter';
import { matchingIn } from './replay-requests';

/** Decisions on all held or parked deliveries that match, a step a request; the answer says whether there is more. */
@Controller('v1/deliveries')
@UseFilters(ExchangeRefusedFilter)
export class MatchingController {
  constructor(
    @Inject(Keys) private readonly keys: Keys,
    @Inject(MatchingRepairs) private readonly repairs: MatchingRepairs,
  ) {}

  @Post('retry-matching')
  @HttpCode(200)
  async retry(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return this.repairs.retry(matchingIn(body).which);
  }

  @Post('skip-matching')
  @HttpCode(200)
  async skip(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const { which, why } = matchingIn(body, true);
    return this.repairs.skip(which, 'operator', why);
  }
}
