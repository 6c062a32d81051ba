variable "project" {
  description = "Id of the Google Cloud project that the gate's own services run in."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "It is a project's id, of 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "region" {
  description = "Region of the gate's own services."
  type        = string
  default     = "europe-west1"
}

variable "images" {
  description = "Image of each service, by digest: whoever may move a tag may replace the gate."
  type = object({
    manifest_ingest   = string
    migration_runner  = string
    service_deployer  = string
    deployment_ledger = string
  })

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex("@sha256:[0-9a-f]{64}$", image))])
    error_message = "Each image ends in @sha256: and 64 hexadecimal digits."
  }
}

variable "image_repositories" {
  description = "Artifact Registry repositories that applications' images come from, projects/P/locations/R/repositories/N. Who deploys an image has to be able to read it."
  type        = set(string)
  default     = []

  validation {
    condition = alltrue([
      for repository in var.image_repositories : can(regex("^projects/[^/]+/locations/[^/]+/repositories/[^/]+$", repository))
    ])
    error_message = "Each is a full name, projects/P/locations/R/repositories/N."
  }
}

variable "application_projects" {
  description = <<-END
    Projects that applications are deployed to, by id; those that CLOUD_PROJECT_PATTERN comes to. runtime_account is the e-mail of the account that
    their jobs and services run as, which is the project's Compute Engine default account unless somebody set another on a service.
  END
  type = map(object({
    runtime_account = optional(string)
  }))

  validation {
    condition     = length(var.application_projects) > 0
    error_message = "Without a project nothing can be deployed."
  }
}

variable "cloud_sql_projects" {
  description = "Projects with Cloud SQL instances that DATABASE_SERVERS names as cloud-sql:."
  type        = set(string)
  default     = []
}

variable "alloydb_projects" {
  description = "Projects with AlloyDB instances that DATABASE_SERVERS names as alloydb:."
  type        = set(string)
  default     = []
}

variable "network" {
  description = "Where Kafka, the registry and databases are reached: a network and a subnetwork of the gate's project."
  type = object({
    network    = string
    subnetwork = string
    tags       = optional(list(string), [])
  })
}

variable "kafka_bootstrap_servers" {
  description = "Brokers to begin with, host:port with commas."
  type        = string

  validation {
    condition     = alltrue([for each in split(",", var.kafka_bootstrap_servers) : can(regex("^[^:,\\s]+:[0-9]+$", each))])
    error_message = "It is host:port, with commas between several."
  }
}

variable "schema_registry_url" {
  description = "Base address of the schema registry's Confluent API."
  type        = string

  validation {
    condition     = can(regex("^https?://", var.schema_registry_url))
    error_message = "It begins with http:// or https://."
  }
}

variable "kafka_secrets" {
  description = "Secret of each service with its KAFKA_CONFIG_FILE, projects/P/secrets/S. Each has a name of its own on the brokers, so no two are the same."
  type = object({
    manifest_ingest   = string
    migration_runner  = string
    service_deployer  = string
    deployment_ledger = string
  })

  validation {
    condition     = alltrue([for secret in values(var.kafka_secrets) : can(regex("^projects/[^/]+/secrets/[^/]+$", secret))])
    error_message = "Each is a secret's full name, projects/P/secrets/S."
  }

  validation {
    condition     = length(distinct(values(var.kafka_secrets))) == 4
    error_message = "Four services, four secrets: with one name on the brokers for two of them, their rules guard nothing."
  }
}

variable "kafka_secret_version" {
  description = "Version of these secrets; a number, so that a start reads what was tried."
  type        = string
  default     = "1"
}

variable "gate_key" {
  description = "The pair of keys that the runner signs with, as versions: projects/P/secrets/S/versions/N. The deployer gets the public one, and previous_public besides while keys are exchanged."
  type = object({
    private         = string
    public          = string
    previous_public = optional(string)
  })

  validation {
    condition = alltrue([
      for version in compact([var.gate_key.private, var.gate_key.public, var.gate_key.previous_public]) :
      can(regex("^projects/[^/]+/secrets/[^/]+/versions/[0-9]+$", version))
    ])
    error_message = "Each is a numbered version, projects/P/secrets/S/versions/N."
  }
}

variable "request_key" {
  description = "The pair of keys that ingest signs requests with, as gate_key; the runner gets the public ones. previous_public are those that signed what is on its way, or is to be deployed again. null: requests are not signed."
  type = object({
    private         = string
    public          = string
    previous_public = optional(list(string), [])
  })
  default = null

  validation {
    condition = var.request_key == null || alltrue([
      for version in try(concat([var.request_key.private, var.request_key.public], var.request_key.previous_public), []) :
      can(regex("^projects/[^/]+/secrets/[^/]+/versions/[0-9]+$", version))
    ])
    error_message = "Each is a numbered version, projects/P/secrets/S/versions/N."
  }
}

variable "audit_key" {
  description = "The pair of keys that the ledger signs with, as gate_key; null: nothing is signed."
  type = object({
    private = string
    public  = string
  })
  default = null
}

variable "databases" {
  description = "DATABASE_SERVERS of the runner, and the administrators' secrets that it or admin_secret_version names."
  type = object({
    servers              = string
    admin_secret_version = optional(string)
    admin_secrets        = set(string)
  })
}

variable "connections" {
  description = "Secrets with CONNECTIONS_FILE of ingest and of the ledger, projects/P/secrets/S, and those that these files name. Without callers in it, neither listens on an address that others reach."
  type = object({
    manifest_ingest   = string
    deployment_ledger = string
    version           = optional(string, "1")
    ingest_secrets    = optional(set(string), [])
    ledger_secrets    = optional(set(string), [])
  })
}

variable "builds_subscription" {
  description = "Subscription that ingest pulls, projects/P/subscriptions/S, as its connections file says; null: none."
  type        = string
  default     = null
}

variable "cdevents_topic" {
  description = "Topic of Pub/Sub that the ledger tells CDEvents to, projects/P/topics/T; null: none. Whether they go to Kafka says environment."
  type        = string
  default     = null
}

variable "instances" {
  description = "How many instances of runner and deployer run, by hand: Cloud Run does not scale worker pools by load. 0 stops a service, as an upgrade needs."
  type = object({
    migration_runner = optional(number, 1)
    service_deployer = optional(number, 1)
  })
  default = {}

  validation {
    condition     = alltrue([for count in values(var.instances) : count >= 0 && count <= 12 && floor(count) == count])
    error_message = "0 to 12: topics have 12 partitions by default, and more instances would have nothing to do."
  }
}

variable "resources" {
  description = "Processor and memory of each service. A file system of Cloud Run is memory, so what a service keeps in STATE_DIRECTORY counts."
  type = map(object({
    cpu    = string
    memory = string
  }))
  default = {
    manifest_ingest   = { cpu = "1", memory = "2Gi" }
    migration_runner  = { cpu = "1", memory = "1Gi" }
    service_deployer  = { cpu = "1", memory = "1Gi" }
    deployment_ledger = { cpu = "2", memory = "4Gi" }
  }

  validation {
    condition = toset(keys(var.resources)) == toset(
      ["manifest_ingest", "migration_runner", "service_deployer", "deployment_ledger"]
    )
    error_message = "It names manifest_ingest, migration_runner, service_deployer and deployment_ledger."
  }
}

variable "ingress" {
  description = "From where ingest and the ledger can be reached, as Cloud Run calls it."
  type = object({
    manifest_ingest   = optional(string, "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER")
    deployment_ledger = optional(string, "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER")
  })
  default = {}

  validation {
    condition = alltrue([
      for ingress in values(var.ingress) : contains(
        ["INGRESS_TRAFFIC_ALL", "INGRESS_TRAFFIC_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"], ingress
      )
    ])
    error_message = "It is INGRESS_TRAFFIC_ALL, INGRESS_TRAFFIC_INTERNAL_ONLY or INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER."
  }
}

variable "invokers" {
  description = "Who gets past Cloud Run to ingest and the ledger, which then ask for their own tokens. allUsers, where merge hooks and people with a token of the gate's come."
  type        = set(string)
  default     = []
}

variable "environment" {
  description = "Further variables of each service, as its README lists them."
  type = object({
    manifest_ingest   = optional(map(string), {})
    migration_runner  = optional(map(string), {})
    service_deployer  = optional(map(string), {})
    deployment_ledger = optional(map(string), {})
  })
  default = {}
}

variable "collector" {
  description = "A container beside each service that reads its /metrics on port 8081 and sends it on, and a secret with its configuration; null: none."
  type = object({
    image          = string
    config_secret  = string
    config_version = optional(string, "1")
    mount_path     = optional(string, "/etc/rungmp")
    file           = optional(string, "config.yaml")
  })
  default = null
}

variable "worker_pool_launch_stage" {
  description = "GA where the provider knows worker pools as generally available."
  type        = string
  default     = "BETA"
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to delete the services."
  type        = bool
  default     = true
}
