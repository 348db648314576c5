# Everything is started with one of these. `make` alone lists them.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python

.PHONY: help
help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

.PHONY: run
run: ## Set everything up and serve the site with demo data on http://127.0.0.1:$PORT (8000) until Ctrl-C
	@bin/run

# Files of tests run two at a time, each worker's browser with a site of its own. Tests that start servers by the scripts of
# bin/ wait much of their time: they run beside the browsers, first, since theirs is the longest file. Files come in the order of their names: pytest-xdist would leave those of few tests to the
# end, which are the long ones, and one worker would wait for the other. Where ARGS chooses some tests, a part may have none,
# which pytest tells by its exit code 5.
BY_TWO = -n 2 --dist loadfile --no-loadscope-reorder
OR_NONE = $(if $(ARGS),|| [ $$? -eq 5 ])

.PHONY: test
test: ## Set everything up and run every test (ARGS="-k ward" for some)
	@bin/setup --dev --browser
	$(if $(ARGS),@echo "Two parts follow: the code; servers and browsers. ARGS may choose none of some.")
	@bin/services with $(PYTHON) -m pytest $(BY_TWO) --ignore tests/browser --ignore tests/ops $(ARGS) $(OR_NONE)
	@bin/services with $(PYTHON) -m pytest $(BY_TWO) tests/ops tests/browser $(ARGS) $(OR_NONE)

# The pictures of the guides (cms/static/cms/guide) and of the public screens (docs/pictures) are taken by the tests that
# walk them.
.PHONY: pictures
pictures: ## Take the pictures of the guides and of the public screens anew, from the demo
	@bin/setup --dev --browser
	@IMBIZO_KEEP_PICTURES=1 bin/services with $(PYTHON) -m pytest tests/browser -k "guide or screens" $(ARGS)

.PHONY: messages
messages: ## Bring the catalogues of locale/ up to date with the sentences of code and templates
	@bin/setup
	@bin/services with $(PYTHON) manage.py update_catalogues

.PHONY: lint
lint: ## Check style, imports, templates, migrations, translations and the production settings
	@bin/lint

.PHONY: services
services: ## Start the private database and Redis in the background
	@bin/setup
	@bin/services start

.PHONY: services-stop
services-stop: ## Stop them
	@bin/services stop

.PHONY: bench
bench: ## Measure look-ups, imports, pages, concerns and mail (ARGS=--write puts the figures into docs/performance.md)
	@bin/setup --dev --browser
	@bin/services with $(PYTHON) -m tests.bench $(ARGS)
