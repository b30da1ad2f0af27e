// Says on stderr what takes time: one moving line on a terminal, plain lines elsewhere. Old syntax, builtins only.
'use strict';

var turns = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

function begin(words) {
  var out = process.stderr;
  var began = Date.now();
  var turn = 0;
  function seconds() {
    return Math.round((Date.now() - began) / 1000);
  }
  function draw() {
    if (out.isTTY) out.write('\r' + turns[turn++ % turns.length] + ' ' + words + ' (' + seconds() + ' s) ');
    else out.write('… still ' + words + ' (' + seconds() + ' s)\n');
  }
  if (!out.isTTY) out.write('… ' + words + '\n');
  var timer = setInterval(draw, out.isTTY ? 100 : 15000);
  return {
    end: function (well) {
      clearInterval(timer);
      if (out.isTTY) out.write('\r\u001b[2K');
      out.write((well ? '✓ ' : '✗ ') + words + ' (' + seconds() + ' s)\n');
    },
  };
}

module.exports = { begin: begin };
