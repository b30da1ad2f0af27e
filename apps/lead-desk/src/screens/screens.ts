import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { DeskSettings } from '../desk-settings';
import { builtFiles } from './built-files';
import { securityHeaders } from './security-headers';

/** Paths that are never a screen: an unknown one below them is an error, not the front page. */
const notScreens = /^\/(?:api|v1|docs|schemas|health|metrics|assets|\.well-known|openapi\.json|asyncapi\.json)(?:[/?]|$)/;
const hashed = /\/assets\//;

/** The built screens: any path that is not something else is answered with their front page. */
@Injectable()
export class Screens implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: DeskSettings,
  ) {}

  async onModuleInit(): Promise<void> {
    const root = this.settings.screens;
    if (root === undefined || !existsSync(root)) return;
    // The lead desk runs on Fastify, alone or in the bridge.
    const server: FastifyInstance = this.host.httpAdapter.getInstance();
    await server.register(async (scope) => serve(scope, root));
  }
}

async function serve(scope: FastifyInstance, root: string): Promise<void> {
  const files = builtFiles(root);
  await scope.register(fastifyStatic, {
    root,
    serve: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', hashed.test(path.replaceAll('\\', '/')) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  scope.addHook('onSend', async (_request, reply) => void reply.headers(securityHeaders));
  scope.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const file = path.replace(/^\/+/, '');
    if (files.has(file)) return reply.sendFile(file);
    return notScreens.test(path) || /\.\w+$/.test(path) ? notThere(reply) : reply.sendFile('index.html');
  });
}

function notThere(reply: FastifyReply): FastifyReply {
  const problem = { type: 'about:blank', title: 'Not found', status: 404, detail: 'There is nothing here', problems: [] };
  return reply.code(404).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}
