locals {
  # What each service calls, and the permissions that takes: the one table that this module, docs/operations.md and a test are made from.
  calls = jsondecode(file("${path.module}/calls.json"))

  permissions = {
    for key in distinct([for call in local.calls : "${call.service}/${call.on}"]) :
    key => sort(distinct(flatten([for call in local.calls : call.permissions if "${call.service}/${call.on}" == key])))
  }

  services = {
    manifest_ingest   = "manifest-ingest"
    migration_runner  = "migration-runner"
    service_deployer  = "service-deployer"
    deployment_ledger = "deployment-ledger"
  }

  member = { for key, account in google_service_account.service : key => "serviceAccount:${account.email}" }

  # Paths inside the containers.
  kafka_folder       = "/secrets/kafka"
  connections_folder = "/secrets/connections"

  common = {
    KAFKA_BOOTSTRAP_SERVERS = var.kafka_bootstrap_servers
    KAFKA_CONFIG_FILE       = "${local.kafka_folder}/kafka.properties"
    SCHEMA_REGISTRY_URL     = var.schema_registry_url
    LOG_FORMAT              = "json"
    STATE_DIRECTORY         = "/tmp/state"
    MANAGEMENT_PORT         = "8081"
  }

  request_public_keys = try(concat([var.request_key.public], var.request_key.previous_public), [])
  request_trust       = { REQUEST_PUBLIC_KEYS = length(local.request_public_keys) == 0 ? null : join(",", local.request_public_keys) }

  optional_environment = {
    manifest_ingest   = merge({ REQUEST_SIGNING_KEY = try(var.request_key.private, null) }, local.request_trust)
    migration_runner  = merge({ DATABASE_ADMIN_SECRET = var.databases.admin_secret_version }, local.request_trust)
    deployment_ledger = { AUDIT_KEY = try(var.audit_key.private, null), AUDIT_PUBLIC_KEY = try(var.audit_key.public, null) }
  }

  own_environment = {
    # Their file systems are memory as well, so the heap must not have most of it.
    manifest_ingest = {
      JAVA_TOOL_OPTIONS = "-Xmx1g"
      HOST              = "0.0.0.0"
      CONNECTIONS_FILE  = "${local.connections_folder}/connections.yaml"
    }
    migration_runner = {
      GATE_SIGNING_KEY = var.gate_key.private
      GATE_PUBLIC_KEY  = var.gate_key.public
      DATABASE_SERVERS = var.databases.servers
    }
    service_deployer = {
      GATE_PUBLIC_KEYS = join(",", compact([var.gate_key.public, var.gate_key.previous_public]))
    }
    deployment_ledger = {
      JAVA_TOOL_OPTIONS = "-Xmx1g"
      HOST              = "0.0.0.0"
      CONNECTIONS_FILE  = "${local.connections_folder}/connections.yaml"
      CDEVENTS_TO       = var.cdevents_topic
    }
  }

  # In this order, so that a variable of the caller's takes the place of one of ours.
  environment = {
    for key, name in local.services : key => {
      for variable, value in merge(
        local.common, local.own_environment[key], lookup(local.optional_environment, key, {}), var.environment[key]
      ) : variable => value if value != null
    }
  }
}
