import { buildDashboard, buildDashboardIfStale } from './build-dashboard.ts'

if (process.argv.includes('--if-stale')) await buildDashboardIfStale()
else await buildDashboard()
