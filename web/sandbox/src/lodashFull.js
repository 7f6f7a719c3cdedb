import lodash from 'lodash';

export default function () {
  return { _: lodash };
}
