import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { Notes } from './notes';
import { PeopleList } from './people-list';
import { AddNoteRequest, PeopleQuery, TimelineQuery } from './people-requests';
import { PersonRecord } from './person-record';
import { PeopleView } from './person-summary-view';
import { NoteView, PersonView } from './person-view';
import { PersonTimeline } from './person-timeline';
import { TimelineView } from './timeline-view';

/** The people of the agency: the list, one person, and what she did. */
@DeskController('api/people', 'People')
export class PeopleController {
  constructor(
    private readonly people: PeopleList,
    private readonly record: PersonRecord,
    private readonly timelines: PersonTimeline,
    private readonly notes: Notes,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPeople', summary: 'People by what they did, filtered' })
  @ApiOkResponse({ type: PeopleView })
  list(@SignedIn() who: SignedInMember, @Query() query: PeopleQuery): Promise<PeopleView> {
    return this.people.list(who.agency, readRequest(PeopleQuery, query));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readPerson', summary: 'One person with everything that is known' })
  @ApiOkResponse({ type: PersonView })
  read(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<PersonView> {
    return this.record.read(who, id);
  }

  @Get(':id/timeline')
  @ApiOperation({ operationId: 'readTimeline', summary: 'What the person did, newest first' })
  @ApiOkResponse({ type: TimelineView })
  timeline(@SignedIn() who: SignedInMember, @Param('id') id: string, @Query() query: TimelineQuery): Promise<TimelineView> {
    return this.timelines.read(who.agency, id, readRequest(TimelineQuery, query));
  }

  @Post(':id/notes')
  @ApiOperation({ operationId: 'addNote', summary: 'Notes something by hand' })
  @ApiSecurity('csrf')
  @ApiCreatedResponse({ type: NoteView })
  addNote(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: AddNoteRequest): Promise<NoteView> {
    return this.notes.add(who, id, readRequest(AddNoteRequest, body));
  }
}
