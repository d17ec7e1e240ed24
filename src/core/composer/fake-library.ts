/** A few plain drawings, so that tests of rules do not wait for the artists' files. */
import { libraryOf, type ObjectLibrary } from './object-library.ts';

const drawing = (noun: string, facts: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" data-noun="${noun}" ${facts}>${body}</svg>`;

const FILES: Record<string, string> = {
  'car/flat.svg': drawing(
    'car',
    'data-color="red" data-facing="left" data-box="5 30 90 50" data-size="0.8" data-top="50 30 40" data-hold="" data-wear=""',
    '<!-- a car --><g id="body"><rect class="main" fill="#d0342c" x="5" y="30" width="90" height="40"/><rect class="main-dark" fill="#9f2620" x="5" y="60" width="90" height="10"/></g><circle id="wheel" fill="#222" cx="30" cy="70" r="10"/>',
  ),
  'dog/flat.svg': drawing(
    'dog',
    'data-color="brown" data-facing="right" data-box="10 10 80 85" data-size="0.5" data-top="45 40 40" data-hold="88 35" data-wear="75 12 20"',
    '<path class="main" fill="#8a5a33" d="M10 40 H70 V10 H90 V50 H75 V95 H10 Z"/>',
  ),
  'hat/flat.svg': drawing(
    'hat',
    'data-color="black" data-facing="front" data-box="5 30 90 50" data-size="0.3" data-top="" data-hold="" data-wear=""',
    '<path class="main" fill="#222222" d="M5 80 H95 V70 H75 V30 H25 V70 H5 Z"/>',
  ),
  'apple/flat.svg': drawing(
    'apple',
    'data-color="red" data-facing="front" data-box="10 10 80 85" data-size="0.3" data-top="" data-hold="" data-wear=""',
    '<defs><linearGradient id="apple-skin"><stop offset="0" stop-color="#f00"/></linearGradient></defs><circle class="main" fill="#d0342c" cx="50" cy="55" r="40"/><path id="stem" fill="url(#apple-skin)" d="M48 10 H52 V20 H48 Z"/>',
  ),
  'sheep/flat.svg': drawing(
    'sheep',
    'data-color="white" data-facing="left" data-box="5 20 90 70" data-size="0.55" data-top="55 22 40" data-hold="8 40" data-wear="18 22 18"',
    '<ellipse class="main" fill="#fafafa" cx="50" cy="50" rx="45" ry="30"/><rect fill="#333" x="25" y="75" width="8" height="15"/>',
  ),
  'bowl/flat.svg': drawing(
    'bowl',
    'data-color="white" data-facing="front" data-box="5 40 90 45" data-size="0.4" data-top="50 42 80" data-hold="" data-wear=""',
    '<path class="main" fill="#e0e0e0" d="M5 40 H95 Q90 85 50 85 Q10 85 5 40 Z"/>',
  ),
};

export const fakeLibrary = (): ObjectLibrary => libraryOf(FILES);
