// Pictures, a film and a frame for the gallery bot: drawn here, so that the tests need nothing from elsewhere.
const scene = (sky, hills, sun) => ({
  type: "image/svg+xml",
  body: `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="300" viewBox="0 0 480 300">
<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient></defs>
<rect width="480" height="300" fill="url(#s)"/><circle cx="360" cy="92" r="40" fill="${sun}"/>
<path d="M0 210 Q90 140 190 196 T380 176 T480 200 V300 H0Z" fill="${hills[0]}"/><path d="M0 250 Q120 196 250 240 T480 232 V300 H0Z" fill="${hills[1]}"/>
<g fill="#fff"><rect x="70" y="218" width="92" height="30" rx="8"/><rect x="168" y="218" width="92" height="30" rx="8"/><path d="M266 218h58q24 0 34 30h-92z"/></g>
<g fill="${sky[0]}"><rect x="80" y="225" width="16" height="10" rx="2"/><rect x="104" y="225" width="16" height="10" rx="2"/><rect x="128" y="225" width="16" height="10" rx="2"/><rect x="178" y="225" width="16" height="10" rx="2"/><rect x="202" y="225" width="16" height="10" rx="2"/><rect x="226" y="225" width="16" height="10" rx="2"/></g>
<path d="M0 256H480" stroke="#1f2937" stroke-width="3"/></svg>`,
});

export const framePage = `<!doctype html><meta charset="utf-8"><title>Map</title>
<style>body{margin:0;padding:14px;font:15px system-ui,sans-serif;background:#f3f7f4;color:#17322b}button{font:inherit;margin:4px 4px 0 0;padding:6px 12px;border:1px solid #b9cdc4;border-radius:8px;background:#fff}</style>
<p style="margin:0 0 8px"><b>Station map</b></p>
<button id="send">Say hello</button><button id="update">Pick Ghent</button><button id="go">Go on</button>
<script>
window.answers=[];addEventListener("message",e=>window.answers.push(e.data));
const post=(m,text)=>parent.postMessage(text?JSON.stringify({target:"CL_API",...m}):{target:"CL_API",...m},"*");
send.onclick=()=>post({type:"SEND_MESSAGE",payload:{text:"Hello from the frame"}},true);
update.onclick=()=>post({type:"UPDATE_SESSION",payload:{namespace:"map",data:{picked:"Ghent"}}},true);
go.onclick=()=>post({type:"GO_TO_DIALOGSTATE",payload:{nextDialogstateId:document.location.hash.slice(1)||"thanks",title:"Go on"}});
</script>`;

/** The pages of the media server. */
export const media = () => ({
  "/ghent.png": scene(["#7cc4f8", "#dff1ff"], ["#4f9d76", "#2f7a58"], "#ffd166"),
  "/antwerp.png": scene(["#f6a96b", "#ffe3c4"], ["#a05c7b", "#6d3f63"], "#fff1c9"),
  "/lyon.png": scene(["#8f8bd8", "#f3d7e8"], ["#56628f", "#3a456f"], "#ffe9e0"),
  "/favicon.ico": { type: "image/x-icon", body: "" },
  "/frame": framePage,
  "/ticket.pdf": { type: "application/pdf", body: "%PDF-1.4\n%%EOF" },
  "/film.mp4": { type: "video/mp4", body: "" },
  "/sound.mp3": { type: "audio/mpeg", body: "" },
});
