// The places of a country, from the table service, as a carousel.
const { api, country } = args;
const url = new URL(`${api}/tables/places/records`);
if (country) url.searchParams.set('country', country);

const response = await fetch(url, { timeout: 5000 });
if (!response.ok) throw new Error(`the table service answered ${response.status}`);
const { records } = await response.json();

const builder = ChatlayerResponseBuilder();
if (_.isEmpty(records)) {
  builder.addMessage(`I know no place in ${country}.`);
} else {
  builder.addCarousel(
    _.map(_.sortBy(records, 'fields.name'), ({ fields }) => ({
      title: fields.name,
      subTitle: _.get(fields, 'about', ''),
      imageUrl: fields.photo,
    })),
  );
}
builder.addSessionVariable('places.count', records.length).send();
