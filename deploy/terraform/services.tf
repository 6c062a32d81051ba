# Ingest and the ledger are asked over HTTP. One instance of each, always there and with the processor between requests, too: both read
# Kafka all the time.

locals {
  servers = {
    manifest_ingest   = { port = 8080, connections = var.connections.manifest_ingest }
    deployment_ledger = { port = 8084, connections = var.connections.deployment_ledger }
  }
}

resource "google_cloud_run_v2_service" "server" {
  for_each = local.servers

  project             = var.project
  location            = var.region
  name                = local.services[each.key]
  ingress             = var.ingress[each.key]
  deletion_protection = var.deletion_protection

  template {
    service_account = google_service_account.service[each.key].email
    # An event stream of the ledger stays open for as long as it may.
    timeout                          = "3600s"
    max_instance_request_concurrency = 250

    scaling {
      min_instance_count = 1
      max_instance_count = 1
    }

    containers {
      name  = local.services[each.key]
      image = var.images[each.key]

      # Cloud Run sets PORT from this.
      ports {
        container_port = each.value.port
      }

      resources {
        limits            = var.resources[each.key]
        cpu_idle          = false
        startup_cpu_boost = true
      }

      # Ingest is not ready before it has read what was accepted. Four minutes are the most that Cloud Run gives.
      startup_probe {
        period_seconds    = 10
        timeout_seconds   = 5
        failure_threshold = 24

        http_get {
          path = "/readyz"
          port = 8081
        }
      }

      liveness_probe {
        period_seconds    = 10
        timeout_seconds   = 5
        failure_threshold = 6

        http_get {
          path = "/livez"
          port = 8081
        }
      }

      dynamic "env" {
        for_each = local.environment[each.key]

        content {
          name  = env.key
          value = env.value
        }
      }

      volume_mounts {
        name       = "kafka"
        mount_path = local.kafka_folder
      }

      volume_mounts {
        name       = "connections"
        mount_path = local.connections_folder
      }
    }

    dynamic "containers" {
      for_each = var.collector[*]

      content {
        name  = "collector"
        image = containers.value.image

        volume_mounts {
          name       = "collector"
          mount_path = containers.value.mount_path
        }
      }
    }

    volumes {
      name = "kafka"

      secret {
        secret = var.kafka_secrets[each.key]

        items {
          version = var.kafka_secret_version
          path    = "kafka.properties"
        }
      }
    }

    volumes {
      name = "connections"

      secret {
        secret = each.value.connections

        items {
          version = var.connections.version
          path    = "connections.yaml"
        }
      }
    }

    dynamic "volumes" {
      for_each = var.collector[*]

      content {
        name = "collector"

        secret {
          secret = volumes.value.config_secret

          items {
            version = volumes.value.config_version
            path    = volumes.value.file
          }
        }
      }
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"

      network_interfaces {
        network    = var.network.network
        subnetwork = var.network.subnetwork
        tags       = var.network.tags
      }
    }
  }

  depends_on = [
    google_secret_manager_secret_iam_member.reads,
    google_pubsub_subscription_iam_member.builds,
    google_pubsub_topic_iam_member.cdevents,
  ]
}

resource "google_cloud_run_v2_service_iam_member" "invokers" {
  for_each = merge([
    for key in keys(local.servers) : { for member in var.invokers : "${key}/${member}" => { key = key, member = member } }
  ]...)

  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_service.server[each.value.key].name
  role     = "roles/run.invoker"
  member   = each.value.member
}
