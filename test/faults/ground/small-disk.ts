import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes in memory, which can be filled to its last byte. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  static canBe(): boolean {
    try {
      SmallDisk.mount(1).unmount();
      return true;
    } catch {
      return false; // Not root, or a container that may not mount.
    }
  }

  /** @throws TypeError where nothing can be mounted */
  static mount(megabytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'people-exchange-disk-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { encoding: 'utf8' });
    if (mounted.status === 0) return new SmallDisk(folder);
    rmSync(folder, { recursive: true });
    throw new TypeError(`no disk could be mounted: ${mounted.stderr || String(mounted.error)}`);
  }

  fill(): void {
    const file = openSync(join(this.folder, 'filler'), 'a');
    const some = Buffer.alloc(64 * 1_024);
    try {
      for (;;) writeSync(file, some);
    } catch {
      // That was the last byte.
    } finally {
      closeSync(file);
    }
  }

  makeRoom(): void {
    rmSync(join(this.folder, 'filler'), { force: true });
  }

  unmount(): void {
    spawnSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
