// JavaScript as it is; a message is a function's body.
onmessage = ({ data }) => {
  let printed = '';
  try {
    const value = String(new Function('print', data)((text) => (printed += text)));
    postMessage({ printed, value });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
postMessage('ready');
