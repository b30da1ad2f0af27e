// Flags of the engine for the processes that the starter starts; the image says the same in NODE_OPTIONS.
'use strict';

// MiB for what lives as long as a request: V8 takes more by itself, and gives none of it back. With 8 the slowest deliveries
// become slower, because more of it counts as long-lived.
module.exports = ['--max-semi-space-size=16'];
