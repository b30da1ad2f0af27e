// Flags of the engine that every process of the bridge is started with; the image says them in NODE_OPTIONS.
'use strict';

// MiB for what lives as long as a request: V8 takes more by itself, and gives none of it back. With 8 the slowest deliveries
// become slower, because more of it counts as long-lived.
module.exports = ['--max-semi-space-size=16'];
