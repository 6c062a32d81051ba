# Secrets are named here and never made: their values stay out of Terraform's state. Each service reads its own, one by one.

locals {
  secret_of = { for name in distinct(concat(
    compact([
      var.gate_key.private, var.gate_key.public, var.gate_key.previous_public,
      try(var.request_key.private, null), try(var.audit_key.private, null), try(var.audit_key.public, null), var.databases.admin_secret_version
    ]),
    local.request_public_keys,
    )) : name => regex("^projects/[^/]+/secrets/[^/]+", name)
  }

  collector_secrets = compact([try(var.collector.config_secret, null)])

  readable = {
    manifest_ingest = concat(
      [var.kafka_secrets.manifest_ingest, var.connections.manifest_ingest], tolist(var.connections.ingest_secrets),
      [for version in concat(compact([try(var.request_key.private, null)]), local.request_public_keys) : local.secret_of[version]]
    )
    migration_runner = concat(
      [var.kafka_secrets.migration_runner],
      [for version in [var.gate_key.private, var.gate_key.public] : local.secret_of[version]],
      [for version in local.request_public_keys : local.secret_of[version]],
      [for version in compact([var.databases.admin_secret_version]) : local.secret_of[version]],
      tolist(var.databases.admin_secrets)
    )
    service_deployer = concat(
      [var.kafka_secrets.service_deployer],
      [for version in compact([var.gate_key.public, var.gate_key.previous_public]) : local.secret_of[version]]
    )
    deployment_ledger = concat(
      [var.kafka_secrets.deployment_ledger, var.connections.deployment_ledger],
      var.audit_key == null ? [] : [local.secret_of[var.audit_key.private], local.secret_of[var.audit_key.public]],
      tolist(var.connections.ledger_secrets)
    )
  }

  secret_bindings = merge([
    for key, secrets in local.readable : {
      for secret in distinct(concat(secrets, local.collector_secrets)) : "${key}/${secret}" => { key = key, secret = secret }
    }
  ]...)
}

resource "google_secret_manager_secret_iam_member" "reads" {
  for_each = local.secret_bindings

  project   = split("/", each.value.secret)[1]
  secret_id = split("/", each.value.secret)[3]
  # Of its permissions only secretmanager.versions.access means anything on a secret; a role of our own would have to be made in each project.
  role   = "roles/secretmanager.secretAccessor"
  member = local.member[each.value.key]
}

# A collector sends what it reads as the account of the service that it stands beside.
resource "google_project_iam_member" "collector" {
  for_each = var.collector == null ? {} : local.member

  project = var.project
  role    = "roles/monitoring.metricWriter"
  member  = each.value
}
