import { startEmbeddedPostgres, openDatabase, migrate } from '#runtime';
import { execFileSync } from 'node:child_process';
it('starts', async () => {
  const t0 = Date.now();
  const pg = await startEmbeddedPostgres({ dataDir: '/tmp/rt/data', onProgress: (w) => console.log(w) });
  console.log(pg.url, Date.now() - t0);
  await expect(startEmbeddedPostgres({ dataDir: '/tmp/rt/data' })).rejects.toMatchObject({
    code: 'folderTaken',
    message: expect.stringMatching(/process \d+/),
  });
  const db = await openDatabase({ url: pg.url, name: 'x', everyAgency: true });
  console.log(
    await db.query(`select current_user, current_setting('bridge.agency'), version(), upper('é')`),
  );
  await db.destroy();
  console.log(
    execFileSync('sh', ['-c', 'ps -eo user,pid,args | grep -i [p]ostgres | cut -c1-200; ls -laR /tmp/rt/data | head -20']).toString(),
  );
  const t1 = Date.now();
  await pg.stop();
  console.log(
    'stopped',
    Date.now() - t1,
    execFileSync('sh', ['-c', 'ps -eo user,pid,args | grep -i [r]t/data | cut -c1-200; true']).toString(),
  );
  const t2 = Date.now();
  const again = await startEmbeddedPostgres({ dataDir: '/tmp/rt/data', onProgress: (w) => console.log(w) });
  console.log('again', Date.now() - t2);
  await again.stop();
});
