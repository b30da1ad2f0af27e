import { registerHooks } from 'node:module';
import { join } from 'node:path';

const rooms = join(__dirname, '../../..');

// Rooms are found by the package.json at the top, and whoever may read that folder may read the data and the secrets in it.
registerHooks({
  resolve: (specifier, context, next) => {
    const room = /^#([\w-]+)$/u.exec(specifier)?.[1];
    return next(room === undefined ? specifier : join(rooms, room, 'src/index.js'), context);
  },
});
