output "service_accounts" {
  description = "E-mail of each service's account, for rules elsewhere: on brokers, on databases, in firewalls."
  value       = { for key, account in google_service_account.service : key => account.email }
}

output "addresses" {
  description = "Where ingest and the ledger answer."
  value       = { for key, server in google_cloud_run_v2_service.server : key => server.uri }
}

output "permissions" {
  description = "What each service is allowed, by service and by what it is bound to."
  value       = local.permissions
}

output "runtime_accounts" {
  description = "The account that jobs and services of each application project run as."
  value       = local.runtime_account
}
