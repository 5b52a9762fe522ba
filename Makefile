# Lapor on one machine. `make help` lists what there is to do.

.DEFAULT_GOAL := help
.PHONY: help up down reset demo test check web token clock rebuild lifecycle verify-chain retain
.PHONY: breach proof package tools simulate

# A user's own settings of Python, uv or AWS must not change what is built.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV
unexport AWS_PROFILE AWS_ENDPOINT_URL AWS_DEFAULT_PROFILE

PYTHON := .venv/bin/python
TEMPLATES := template.yaml infra/accounts.yaml infra/data.yaml infra/edge.yaml infra/buckets.yaml

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

up: tools ## Set up and start everything; prints READY and the address
	@$(PYTHON) -m local.up

down: ## Stop, keeping the data
	@test -x $(PYTHON) || { echo "Nothing was ever started here."; exit 0; }; $(PYTHON) -m local.stop

reset: ## Stop and forget the data
	@test -x $(PYTHON) || { echo "Nothing was ever started here."; exit 0; }; $(PYTHON) -m local.stop reset

demo: tools ## Play reports through their lives on the running stack
	@PYTHONPATH=src $(PYTHON) -m local.demo.play

test: tools ## Run every test on a stack of its own
	@$(PYTHON) -m pytest

simulate: tools ## Live lives under seeds: make simulate, with SEEDS=100000 or SEED=7
	@PYTHONPATH=src $(PYTHON) -m tests.simulation.simulate $(if $(SEEDS),--seeds $(SEEDS)) $(if $(SEED),--seed $(SEED))

check: tools ## Lint, types, templates, pages
	$(PYTHON) -m ruff check functions lapor local src tests
	$(PYTHON) -m ruff format --check functions lapor local src tests
	$(PYTHON) -m mypy
	.venv/bin/cfn-lint $(TEMPLATES)
	@for template in $(TEMPLATES); do \
	  SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=ap-southeast-3 .tools/sam/bin/python -m samcli \
	    validate --lint --template "$$template" || exit 1; done
	@$(PYTHON) -m local.pages build && cd web && npm run lint && npm test && npm run budgets

rebuild: tools ## Write the officers' desk anew from the ledger
	@PYTHONPATH=src $(PYTHON) -m local.rebuild

verify-chain: tools ## Look for damage in the chains: make verify-chain ARGS="--all"
	@$(PYTHON) lapor verify-chain $(ARGS)

retain: tools ## Take what is kept long enough: make retain, or make retain DRY=1
	@PYTHONPATH=src $(PYTHON) -m local.retain $(if $(DRY),--dry-run) $(if $(AT),--at $(AT))

breach: tools ## Whose data was touched: make breach FROM=2026-11-24T00:00+07:00 TO=...
	@PYTHONPATH=src $(PYTHON) -m local.breach --from "$(FROM)" --to "$(TO)" $(if $(CSV),--csv) $(if $(BY),--by $(BY))

lifecycle: tools ## Print docs/lifecycle.md and docs/roles.md from the tables
	@PYTHONPATH=src $(PYTHON) -m local.print_lifecycle > docs/lifecycle.md
	@PYTHONPATH=src $(PYTHON) -m local.print_roles > docs/roles.md

web: tools ## Build the pages again and put them on the running stack
	@$(PYTHON) -m local.pages

token: ## Print a bearer token: make token USER=admin.bandung
	@test -x $(PYTHON) || { echo "No stack runs here: start one with make up."; exit 1; }
	@$(PYTHON) -m local.token "$(USER)"

proof: ## Print a proof of work for a key, as browsers make one: make proof KEY=...
	@test -x $(PYTHON) || { echo "No stack runs here: start one with make up."; exit 1; }
	@PYTHONPATH=src $(PYTHON) -m local.proof "$(KEY)" $(if $(CONTACT),"$(CONTACT)")

clock: ## Print the stack's time, or move it: make clock AT=2026-12-24T09:00+07:00
	@test -x $(PYTHON) || { echo "No stack runs here: start one with make up."; exit 1; }
	@$(PYTHON) -m local.clock "$(AT)"

package: tools ## Build for AWS on arm64, ready for sam deploy
	@.tools/uv/bin/uv export --quiet --frozen --only-group layer --output-file src/requirements.txt
	@.tools/uv/bin/uv export --quiet --frozen --only-group media --output-file src/media.txt
	@PATH="$(CURDIR)/.venv/bin:$$PATH" UV="$(CURDIR)/.tools/uv/bin/uv" UV_SYSTEM_CERTS=1 \
	  PYTHON="$(CURDIR)/.venv/bin/python" .tools/sam/bin/python -m samcli build \
	  --build-dir .aws-sam/cloud/build --cache-dir .aws-sam/cloud/cache --cached --parallel

tools:
	@sh local/tools.sh
