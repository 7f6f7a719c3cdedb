import whatwg from 'whatwg-url';

export default function () {
  return { URL: whatwg.URL, URLSearchParams: whatwg.URLSearchParams };
}
