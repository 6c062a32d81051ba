# Who deploys an image has to be able to read it, so has ingest, which asks for its digest, and so has Cloud Run in the project that it runs in.

locals {
  repositories = {
    for name in var.image_repositories : name => {
      project  = split("/", name)[1]
      location = split("/", name)[3]
      name     = split("/", name)[5]
    }
  }

  image_projects = toset([for repository in local.repositories : repository.project])

  image_readers = merge([
    for name, repository in local.repositories : merge(
      { for service in ["manifest_ingest", "migration_runner", "service_deployer"] : "${name}/${service}" => {
        repository = repository
        own        = true
        member     = local.member[service]
      } },
      { for project, found in data.google_project.application : "${name}/${project}" => {
        repository = repository
        own        = false
        member     = "serviceAccount:service-${found.number}@serverless-robot-prod.iam.gserviceaccount.com"
      } }
    )
  ]...)
}

resource "google_project_iam_custom_role" "images" {
  for_each = local.image_projects

  project     = each.key
  role_id     = "migrationGateImages"
  title       = "Migration Gate: image-repository"
  permissions = local.permissions["migration-runner/image-repository"]
}

resource "google_artifact_registry_repository_iam_member" "images" {
  for_each = local.image_readers

  project    = each.value.repository.project
  location   = each.value.repository.location
  repository = each.value.repository.name
  role = each.value.own ? google_project_iam_custom_role.images[
    each.value.repository.project
  ].id : "roles/artifactregistry.reader"
  member = each.value.member
}
