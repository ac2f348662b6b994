import { ipcRenderer } from 'electron'

// The whole bridge: the port on which the screens talk to the engine is passed on into the page, nothing else.
ipcRenderer.on('dayloom:port', (event) => {
  window.postMessage('dayloom:port', window.location.origin, [...event.ports])
})
