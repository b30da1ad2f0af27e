import { HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { TodoView } from '../people/person-view';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { Todos } from './todos';

/** What is to be done; ticking one off is a fact of its own and outlives a rebuild. */
@DeskController('api/todos', 'To-dos')
export class TodosController {
  constructor(private readonly todos: Todos) {}

  @Post(':id/done')
  @HttpCode(200)
  @ApiOperation({ operationId: 'finishTodo', summary: 'Ticks a to-do off' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: TodoView })
  done(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<TodoView> {
    return this.todos.mark(who, id, true);
  }

  @Post(':id/undone')
  @HttpCode(200)
  @ApiOperation({ operationId: 'reopenTodo', summary: 'Takes the tick back' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: TodoView })
  undone(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<TodoView> {
    return this.todos.mark(who, id, false);
  }
}
