import { app } from 'electron'
import { openDesk } from './open-desk.ts'
import { declareAppScheme } from './app-scheme.ts'

// Before `ready`, or the scheme gets no origin of its own.
declareAppScheme()

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(openDesk)
} else {
  app.quit()
}
