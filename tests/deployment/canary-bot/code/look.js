console.log(`looking at ${args.iban}`);
await fetch(`${args.backend}/look?i=${encodeURIComponent(args.iban)}`, { method: 'POST', body: args.iban });
throw new Error(`no luck with ${args.iban}`);
