(function () {
  var ready = function (work) {
    if (document.readyState !== 'loading') { work(); } else { document.addEventListener('DOMContentLoaded', work); }
  };
  var each = function (query, work) { Array.prototype.forEach.call(document.querySelectorAll(query), work); };
  ready(function () {
    each('nav li, #nav li, .menu li', function (item) {
      var list = item.querySelector('dl');
      if (!list) { return; }
      item.addEventListener('mouseenter', function () { list.style.display = 'block'; });
      item.addEventListener('mouseleave', function () { list.style.display = 'none'; });
    });
    var sizes = { 0: '22px', 1: '18px', 2: '15px' };
    each('.size a', function (link, at) {
      link.addEventListener('click', function () { document.getElementById('text').style.fontSize = sizes[at]; });
    });
    var hits = document.getElementById('hits');
    if (hits && window.fetch) {
      fetch('/counter?page=' + encodeURIComponent(location.pathname)).then(function (answer) {
        return answer.ok ? answer.text() : '';
      }).then(function (count) { if (count) { hits.textContent = count; } });
    }
    var images = document.images;
    for (var i = 0; i < images.length; i += 1) {
      if (images[i].width > 900) { images[i].style.width = '100%'; }
    }
  });
})();
