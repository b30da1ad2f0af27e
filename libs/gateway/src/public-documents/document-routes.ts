import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PublicKeySet } from '../ports';
import { problemDetails, problemMediaType, Refusal } from '../refusal';

/** Where the AsyncAPI document may lie below the schemas folder. */
const asyncApiFiles = ['asyncapi.json', 'asyncapi/asyncapi.json'];

/** Files are served by @fastify/static, which keeps inside its root whatever the path says, and leaves dotfiles out. */
export function documentRoutes(schemasFolder: string, keySet: PublicKeySet) {
  return async (scope: FastifyInstance): Promise<void> => {
    const notFound = (_request: FastifyRequest, reply: FastifyReply): void => {
      const refusal = new Refusal(404, 'notFound', 'There is no such document. Schemas are at /schemas/events/SUBJECT/EVENT/VERSION.json.');
      reply.code(404).type(problemMediaType).send(problemDetails(refusal));
    };

    await scope.register(fastifyStatic, { root: schemasFolder, serve: false, index: false, dotfiles: 'ignore', maxAge: '5m' });

    scope.get<{ Params: { '*': string } }>('/schemas/*', (request, reply) => {
      const path = request.params['*'];
      if (!path.endsWith('.json') || path.split('/').some((part) => part === '..' || part.startsWith('.'))) return notFound(request, reply);
      if (!existsSync(join(schemasFolder, path))) return notFound(request, reply);
      return reply.header('access-control-allow-origin', '*').sendFile(path);
    });

    scope.get('/asyncapi.json', (request, reply) => {
      const file = asyncApiFiles.find((name) => existsSync(join(schemasFolder, name)));
      if (file === undefined) return notFound(request, reply);
      return reply.header('access-control-allow-origin', '*').sendFile(file);
    });

    scope.get('/.well-known/jwks.json', async (_request, reply) =>
      reply
        .type('application/jwk-set+json')
        .header('cache-control', 'public, max-age=300')
        .send(JSON.stringify({ keys: await keySet.keys() })),
    );
  };
}
