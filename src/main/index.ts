import { join } from 'node:path'
import { app } from 'electron'
import { openDesk } from './open-desk.ts'
import { declareAppScheme } from './app-scheme.ts'

// Before `ready`, or the scheme gets no origin of its own.
declareAppScheme()

// Two desks on two folders are two apps.
if (process.env['DAYLOOM_DATA']) app.setPath('userData', join(process.env['DAYLOOM_DATA'], 'shell'))
// Whoever started us over a channel is gone.
process.once('disconnect', () => app.quit())

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(openDesk)
} else {
  app.quit()
}
