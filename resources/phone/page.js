/* Sends each file by itself, goes on after a break, and shows what arrived. Old browsers inside chat programs run this too. */
(function () {
  'use strict';
  var root = document.getElementById('page');
  if (!root || !window.JSON || !window.XMLHttpRequest) { return; }
  var words = JSON.parse(root.getAttribute('data-words'));
  var base = root.getAttribute('data-base');

  function each(list, work) { Array.prototype.forEach.call(list, work); }
  function one(selector, inside) { return (inside || document).querySelector(selector); }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (_all, name) { return values[name]; });
  }

  /* Words to copy: the modern way needs a secure address, which this is not. */

  function copy(area) {
    area.focus();
    area.select();
    area.setSelectionRange(0, area.value.length);
    try { return document.execCommand('copy'); } catch (problem) { return false; }
  }

  each(document.querySelectorAll('[data-copy]'), function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var done = copy(document.getElementById(button.getAttribute('data-copy')));
      one('span', button).textContent = done ? words.copied : words.marked;
    });
  });

  /* A picture that did not come, since others were served, is asked for again. */

  each(document.querySelectorAll('.gift img'), function (image) {
    var source = image.src, tries = 0;
    image.addEventListener('error', function () {
      tries += 1;
      if (tries < 6) { setTimeout(function () { image.src = source + '?' + tries; }, 1000 * tries); }
    });
  });

  var form = document.getElementById('form');
  if (!form || !window.FileReader || !window.Blob || !Blob.prototype.slice) { return; }
  document.documentElement.className = 'js';

  var list = document.getElementById('list'), note = document.getElementById('note');
  var END = 65536, jobs = [], busy = false, over = false, known = JSON.parse(root.getAttribute('data-state'));
  var chosen = known.first, held = known.first;
  var phone = name();

  function name() {
    var made = '', place;
    try { made = sessionStorage.getItem('phone') || ''; } catch (problem) { made = ''; }
    for (place = made.length; place < 16; place += 1) { made += Math.floor(Math.random() * 36).toString(36); }
    try { sessionStorage.setItem('phone', made); } catch (problem) { return made; }
    return made;
  }

  function ask(method, path, body, answer, moved) {
    var request = new XMLHttpRequest(), heard = Date.now(), watch, told = false;
    function tell(status) {
      var content = null;
      if (told) { return; }
      told = true;
      clearInterval(watch);
      try { content = JSON.parse(request.responseText); } catch (problem) { content = null; }
      answer(status, content);
    }
    request.open(method, base + path, true);
    request.setRequestHeader('X-Phone', phone);
    if (typeof body === 'string') { request.setRequestHeader('Content-Type', 'application/json'); }
    request.onload = function () { tell(request.status); };
    request.onerror = request.onabort = function () { tell(0); };
    if (moved && request.upload) {
      request.upload.onprogress = function (event) { heard = Date.now(); moved(event.loaded); };
    }
    watch = setInterval(function () { if (Date.now() - heard > 20000) { request.abort(); tell(0); } }, 1000);
    request.send(body);
    return request;
  }

  /* What tells a file from others: its size and both of its ends. */

  function stir(bytes, seed) {
    var low = 0xdeadbeef ^ seed, high = 0x41c6ce57 ^ seed, place;
    var times = Math.imul || function (a, b) {
      return ((a & 0xffff) * b + ((((a >>> 16) * b) & 0xffff) << 16)) | 0;
    };
    for (place = 0; place < bytes.length; place += 1) {
      low = times(low ^ bytes[place], 2654435761);
      high = times(high ^ bytes[place], 1597334677);
    }
    return (low >>> 0).toString(16) + '-' + (high >>> 0).toString(16);
  }

  function read(blob, answer) {
    var reader = new FileReader();
    reader.onload = function () { answer(new Uint8Array(reader.result)); };
    reader.onerror = function () { answer(null); };
    reader.readAsArrayBuffer(blob);
  }

  function mark(file, answer) {
    read(file.slice(0, END), function (start) {
      read(file.slice(Math.max(file.size - END, 0)), function (end) {
        answer(start && end ? stir(start, 1) + '-' + stir(end, 2) : '');
      });
    });
  }

  /* One file after the other. */

  function add(files, is_film) {
    var shot = files.length === 1 ? chosen : '', wish = find(shot), rest = Math.max(files.length - room(), 0);
    each(files.slice(0, files.length - rest), function (file) {
      var film = is_film || /^video\//.test(file.type);
      jobs.push({
        file: file, film: film, shot: wish && wish.film === film ? shot : '', state: 'queued', sent: 0, tries: 0, id: '',
        url: !film && /^image\/(jpeg|png|webp|gif)$/.test(file.type) && files.length < 4 && window.URL
          ? URL.createObjectURL(file) : ''
      });
    });
    if (rest) { jobs.push({ file: { name: '', size: 0 }, shot: '', state: 'refused', reason: words.full, id: '', rest: rest }); }
    held = '';
    choose();
    draw();
    next();
  }

  /* How many more may come; of those that were cut off each may be on its way again. */

  function room() {
    var there = {}, taken = known.files.filter(function (file) {
      there[file.id] = true;
      return file.state !== 'coming' || file.active;
    });
    return Math.max(words.files - taken.length - jobs.filter(function (job) {
      return !there[job.id] && job.state !== 'refused';
    }).length, 0);
  }

  function next() {
    var job = jobs.filter(function (some) { return some.state === 'queued'; })[0];
    if (busy || !job || over) { return; }
    busy = true;
    job.state = 'coming';
    if (refuses(job)) { done(job); return; }
    mark(job.file, function (made) { job.mark = made; announce(job); });
  }

  function refuses(job) {
    var size = job.file.size, most = job.film ? words.film_bytes : words.photo_bytes;
    job.reason = !size ? words.empty : size > most
      ? fill(job.film ? words.film_big : words.photo_big, { size: Math.ceil(size / 1e6), most: most / 1e6 }) : '';
    if (job.reason) { job.state = 'refused'; }
    return Boolean(job.reason);
  }

  function announce(job) {
    var said = { name: job.file.name || '', size: job.file.size, film: job.film, mark: job.mark, shot: job.shot, id: job.id };
    ask('POST', '/files', JSON.stringify(said), function (status, told) {
      if (status !== 200) { trouble(job, status, told); return; }
      job.id = told.id;
      if (told.state !== 'coming') {
        if (told.state === 'done' || told.state === 'same') { say(words.same, true); }
        finish(job, told);
        return;
      }
      if (told.active) { again(job, 2000); return; }
      send(job, told.offset);
    });
  }

  function send(job, offset) {
    job.sent = offset;
    job.broken = false;
    draw();
    ask('PUT', '/files/' + job.id + '?offset=' + offset, job.file.slice(offset), function (status, told) {
      if (status !== 200) { trouble(job, status, told); return; }
      if (told.state === 'coming') { again(job, 500); return; }
      job.sent = job.file.size;
      finish(job, told);
    }, function (loaded) {
      job.tries = 0;
      job.sent = Math.min(offset + loaded, job.file.size);
      show(job);
    });
  }

  function trouble(job, status, told) {
    if (status === 404 && !told) { end(); return; }
    if (status === 409 || status === 503 || status === 500 || status === 0 || (status === 404 && job.tries < 3)) {
      job.broken = status === 0;
      job.tries += 1;
      again(job, Math.min(500 * Math.pow(2, job.tries), 8000));
      return;
    }
    refuse(job, told && told.reason || words.refused);
    if (status === 429) {
      jobs.forEach(function (other) { if (other.state === 'queued') { refuse(other, job.reason); } });
    }
    done(job);
  }

  function refuse(job, reason) {
    job.state = 'refused';
    job.reason = reason;
    job.file = { name: job.file.name, size: job.file.size };
  }

  function again(job, wait) {
    draw();
    setTimeout(function () { if (!over) { announce(job); } }, wait);
  }

  function finish(job, told) {
    job.state = told.state;
    job.reason = told.reason;
    done(job);
  }

  function done(job) {
    busy = false;
    if (job.url) { URL.revokeObjectURL(job.url); job.url = ''; }
    job.file = { name: job.file.name, size: job.file.size };
    draw();
    look();
    next();
  }

  function end() {
    over = true;
    busy = false;
    say(words.over, false);
    form.hidden = true;
    draw();
  }

  /* What the computer says. */

  var looking = null, answered = Date.now();

  function look() {
    clearTimeout(looking);
    if (over) { return; }
    ask('GET', '/state', null, function (status, told) {
      if (status === 404) { end(); return; }
      if (status === 200 && told) {
        known = told;
        answered = Date.now();
        if (note.getAttribute('data-why') === 'lost') { say('', false); }
        choose();
        draw();
      } else if (status === 0) {
        say(Date.now() - answered > known.left * 1000 ? words.over : words.lost, false);
        note.setAttribute('data-why', 'lost');
      }
      clearTimeout(looking);
      looking = setTimeout(look, waits() ? 400 : 3000);
    });
  }

  function waits() { return known.files.some(function (file) { return file.state === 'checking' || file.active; }); }

  function say(text, good) {
    note.hidden = !text;
    note.textContent = text;
    note.className = good ? 'note good' : 'note';
    note.removeAttribute('data-why');
  }

  /* Which picture is next. */

  function find(shot) { return known.wishes.filter(function (wish) { return wish.name === shot; })[0] || null; }

  function open(wish) {
    return !wish.done && !jobs.some(function (job) { return job.shot === wish.name && job.state !== 'refused'; });
  }

  function choose() {
    var places = known.wishes, at = places.map(function (wish) { return wish.name; }).indexOf(chosen);
    var wish = at < 0 ? null : places[at];
    if (!wish || (chosen !== held && !open(wish))) {
      wish = places.slice(at + 1).filter(open)[0] || places.filter(open)[0] || null;
      chosen = wish ? wish.name : '';
    }
    paint();
  }

  function paint() {
    var wish = find(chosen);
    each(form.querySelectorAll('.wish'), function (label) {
      var input = one('input', label), there = find(input.value);
      input.checked = input.value === chosen;
      label.className = there && there.done ? 'wish done' : 'wish';
      if (input.checked && label.offsetLeft && label.parentNode.scrollWidth > label.parentNode.clientWidth) {
        label.parentNode.scrollLeft = label.offsetLeft - 60;
      }
    });
    form.className = wish && wish.film ? 'film-first' : 'photo-first';
  }

  each(form.querySelectorAll('.wish input'), function (input) {
    input.addEventListener('change', function () { chosen = held = input.value; paint(); });
  });

  /* The list. */

  function draw() {
    var mine = {}, there = {}, rest = 0, all, arrived;
    jobs.forEach(function (job) { if (job.id) { mine[job.id] = job; } });
    all = known.files.map(function (file) {
      there[file.id] = true;
      return { file: file, job: mine[file.id] || null };
    });
    jobs.forEach(function (job) {
      if (!there[job.id]) { all.push({ file: null, job: job }); }
      if (job.rest) { rest += job.rest - 1; }
    });
    arrived = all.filter(function (row) { return row.file && (row.file.state === 'done' || row.file.state === 'same'); });
    while (list.children.length > all.length) { list.removeChild(list.lastChild); }
    all.forEach(function (row, place) {
      var item = list.children[place] || list.appendChild(document.createElement('li'));
      row.place = place + 1;
      write(item, row);
      if (row.job) { row.job.item = item; }
    });
    one('#count').textContent = all.length ? fill(words.count, { done: arrived.length, all: all.length + rest }) : '';
    one('#left').textContent = fill(words.left, { minutes: Math.max(Math.ceil(known.left / 60), 1) });
    if (arrived.length > seen && arrived.length && seen >= 0) { told(arrived[arrived.length - 1]); }
    seen = arrived.length;
  }

  var seen = -1;

  function told(row) {
    var wish = find(chosen), what = title(row);
    say(wish ? fill(words.next, { what: what, next: wish.title }) : fill(words.came, { what: what }), true);
  }

  function title(row) {
    var wish = find(row.file ? row.file.shot : row.job.shot), film = row.file ? row.file.film : row.job.film;
    if (row.job && row.job.rest) { return fill(words.more, { count: row.job.rest }); }
    return wish ? wish.title : fill(film ? words.film : words.picture, { number: row.file ? row.file.number : row.place });
  }

  function state(row) {
    if (row.job && (!row.file || row.job.state === 'coming' || row.job.state === 'queued' || row.job.state === 'refused')) {
      return row.job.state;
    }
    return row.file.state === 'coming' && !row.file.active ? 'half' : row.file.state;
  }

  function percent(row) {
    var sent = row.job && row.job.state === 'coming' ? row.job.sent : row.file ? row.file.received : 0;
    return Math.floor(100 * sent / Math.max(row.job ? row.job.file.size : row.file.size, 1));
  }

  function write(item, row) {
    var now = state(row), key, share = percent(row), reason = row.job && row.job.reason || row.file && row.file.reason || '';
    var source = row.file && row.file.picture ? base + '/files/' + row.file.id + '.jpg' : row.job && row.job.url || '';
    key = [row.file && row.file.id, now, source, title(row), reason, row.job && row.job.broken].join('|');
    if (item.getAttribute('data-key') !== key) {
      item.setAttribute('data-key', key);
      item.innerHTML = '<div class="picture"></div><div class="told"><p></p><div class="how"></div></div>';
      picture(one('.picture', item), source);
      one('p', item).textContent = title(row);
      how(one('.how', item), now, reason, row);
    }
    if (one('.bar i', item)) {
      one('.bar i', item).style.width = share + '%';
      if (now === 'coming') { one('p', item).textContent = fill(words.sending, { percent: share }); }
    }
    if (now === 'half') { one('.badge', item).textContent = fill(words.half, { percent: share }); }
  }

  function show(job) {
    var file = known.files.filter(function (some) { return some.id === job.id; })[0] || null;
    if (job.item && job.item.parentNode) { write(job.item, { file: file, job: job, place: 1 }); }
  }

  function picture(place, source) {
    var image;
    if (!source) { return; }
    image = document.createElement('img');
    image.alt = '';
    image.onerror = function () { image.hidden = true; };
    image.src = source;
    place.appendChild(image);
  }

  function how(place, now, reason, row) {
    var kinds = {
      done: ['badge', words.done, true], same: ['badge', words.same, true], checking: ['badge wait', words.checking],
      queued: ['badge wait', words.queued], refused: ['badge bad', reason], half: ['badge wait', '']
    };
    var kind = row.job && row.job.broken && now === 'coming' ? ['badge wait', words.broken] : kinds[now];
    var badge = document.createElement('span');
    if (!kind || now === 'coming') {
      place.innerHTML = '<div class="bar"><i></i></div>';
      if (!kind) { return; }
    }
    badge.className = kind[0];
    badge.textContent = kind[1];
    if (kind[2]) { badge.insertBefore(one('#tick').cloneNode(true), badge.firstChild).removeAttribute('id'); }
    place.appendChild(badge);
  }

  each(form.querySelectorAll('input[type=file]'), function (input) {
    input.addEventListener('change', function () {
      var files = Array.prototype.slice.call(input.files || []);
      if (files.length) { add(files, /^video/.test(input.accept)); }
      input.value = '';
    });
  });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  document.addEventListener('visibilitychange', function () { if (!document.hidden) { look(); } });
  choose();
  draw();
  look();
}());
