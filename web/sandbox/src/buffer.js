import { Buffer } from 'buffer';

export default function () {
  return { Buffer };
}
