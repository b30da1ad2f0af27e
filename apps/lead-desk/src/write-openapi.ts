import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { describeLeadDesk } from './describe-api';
import { leadDeskControllers } from './lead-desk-controllers';
import { Sessions } from './sign-in/sessions';

const injected = (target: object): unknown[] => (Reflect.getMetadata('design:paramtypes', target) as unknown[] | undefined) ?? [];

/** The controllers with nothing behind them: enough to describe the API without a database. */
@Module({
  controllers: leadDeskControllers,
  providers: [...new Set([Sessions, ...leadDeskControllers.flatMap(injected)])].map((token) => ({
    provide: token as new () => object,
    useValue: {},
  })),
})
class DescribedLeadDesk {}

async function writeOpenapi(path: string): Promise<void> {
  const app = await NestFactory.create(DescribedLeadDesk, new FastifyAdapter(), { logger: ['error'], abortOnError: false });
  const document = describeLeadDesk(app, { include: [DescribedLeadDesk] });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(document, null, 2)}\n`);
  await app.close();
}

// From dist/apps/lead-desk/src to the top of the project.
void writeOpenapi(process.argv[2] ?? resolve(__dirname, '../../../../schemas/openapi/lead-desk.json'));
