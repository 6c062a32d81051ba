# Runner and deployer take nothing but events in, so they are worker pools: no address, no scaling by requests, the processor always theirs.

locals {
  workers = { for key in ["migration_runner", "service_deployer"] : key => local.services[key] }
}

resource "google_cloud_run_v2_worker_pool" "worker" {
  for_each = local.workers

  project             = var.project
  location            = var.region
  name                = each.value
  launch_stage        = var.worker_pool_launch_stage
  deletion_protection = var.deletion_protection

  scaling {
    manual_instance_count = var.instances[each.key]
  }

  template {
    service_account = google_service_account.service[each.key].email

    containers {
      name  = each.value
      image = var.images[each.key]

      resources {
        limits = var.resources[each.key]
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

  # A start without its rights would end as failed deployments, not as a failed start.
  depends_on = [
    google_secret_manager_secret_iam_member.reads,
    google_project_iam_member.runner,
    google_project_iam_member.runner_secrets,
    google_project_iam_member.deployer,
    google_service_account_iam_member.act_as,
    google_artifact_registry_repository_iam_member.images,
    google_project_iam_member.cloud_sql,
    google_project_iam_member.alloydb,
  ]
}
