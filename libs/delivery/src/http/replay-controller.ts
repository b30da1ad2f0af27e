import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, UseFilters } from '@nestjs/common';
import { ExchangeRefused } from '../errors';
import { Keys } from '../participants/keys';
import { Participants } from '../participants/participants';
import { Previews } from '../replay/previews';
import { Replays } from '../replay/replays';
import { operatorOnly } from './authority';
import { ExchangeRefusedFilter } from './problem-filter';
import { replayIn } from './replay-requests';

const operator = 'operator';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Replays and fills, by operator key (X3). */
@Controller('v1/replays')
@UseFilters(ExchangeRefusedFilter)
export class ReplayController {
  constructor(
    @Inject(Keys) private readonly keys: Keys,
    @Inject(Participants) private readonly participants: Participants,
    @Inject(Replays) private readonly replays: Replays,
    @Inject(Previews) private readonly previews: Previews,
  ) {}

  @Get()
  async list(
    @Query('agency') agency?: string,
    @Query('target') target?: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    if (!agency) throw new ExchangeRefused('invalid', 'agency is needed');
    await this.participants.demandAgency(agency);
    return { runs: await this.replays.list(agency, target) };
  }

  @Post()
  async plan(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { run: await this.replays.plan({ ...replayIn(body), by: operator }) };
  }

  @Get(':agency/:id')
  async show(@Param('agency') agency: string, @Param('id') id: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return this.replays.show(agency, id);
  }

  /** What members would change; what they hold only where it is asked for, since that is of persons. */
  @Get(':agency/:id/preview')
  async preview(
    @Param('agency') agency: string,
    @Param('id') id: string,
    @Query('after') after?: string,
    @Query('bodies') bodies?: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    if (after !== undefined && !uuid.test(after))
      throw new ExchangeRefused('invalid', 'after is the person that a preview said is next', { after });
    const preview = await this.previews.of(agency, id, { after });
    if (bodies === 'true') return preview;
    return {
      ...preview,
      persons: preview.persons.map((person) => ({
        ...person,
        events: person.events.map(({ would: _would, told, changes, ...event }) => ({
          ...event,
          told: told ? { id: told.event['id'], type: told.event['type'], at: told.at } : null,
          changes: changes.map(({ path }) => ({ path })),
        })),
      })),
    };
  }

  @Post(':agency/:id/run')
  @HttpCode(200)
  async run(@Param('agency') agency: string, @Param('id') id: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { run: await this.replays.run(agency, id) };
  }

  @Post(':agency/:id/stop')
  @HttpCode(200)
  async stop(@Param('agency') agency: string, @Param('id') id: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { run: await this.replays.stop(agency, id) };
  }

  @Post(':agency/:id/go-on')
  @HttpCode(200)
  async goOn(@Param('agency') agency: string, @Param('id') id: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { run: await this.replays.goOn(agency, id) };
  }
}
