package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	"github.com/hashicorp/hcl/v2"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/pkg/v3/importer"
	pkgresource "github.com/pulumi/pulumi/pkg/v3/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// languages are those whose programs pkg writes, each with the file that it writes.
var languages = map[string]struct {
	file     string
	generate func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error)
}{
	"nodejs": {"index.ts", nodejs.GenerateProgram},
	"python": {"__main__.py", python.GenerateProgram},
	"go":     {"main.go", gogen.GenerateProgram},
}

// writePrograms writes what `pulumi import` would: a program of the resources that a stack's export has.
func writePrograms(schemaFile, exported, folder string) error {
	states, err := readStates(exported)
	if err != nil {
		return err
	}
	for language, one := range languages {
		pkg, err := read(schemaFile)
		if err != nil {
			return err
		}
		var text bytes.Buffer
		generate := func(w io.Writer, program *pcl.Program) error {
			files, diagnostics, err := one.generate(program)
			if err == nil && len(diagnostics) > 0 {
				err = diagnostics
			}
			if err != nil {
				return err
			}
			_, err = w.Write(files[one.file])
			return err
		}
		err = importer.GenerateLanguageDefinitions(&text, only{pkg}, generate, resourcesIn(states), states, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", language, err)
		}
		if err := write(filepath.Join(folder, language), map[string][]byte{one.file: text.Bytes()}); err != nil {
			return err
		}
	}
	return nil
}

// exportedState is what of a resource in a stack's export a program is written from.
type exportedState struct {
	URN      resource.URN
	ID       resource.ID
	Type     tokens.Type
	Custom   bool
	Protect  bool
	Provider string
	Inputs   map[string]any
}

func readStates(file string) ([]*pkgresource.State, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var stack struct {
		Deployment struct{ Resources []exportedState }
	}
	if err := json.Unmarshal(text, &stack); err != nil {
		return nil, err
	}
	var states []*pkgresource.State
	for _, one := range stack.Deployment.Resources {
		states = append(states, &pkgresource.State{
			URN: one.URN, ID: one.ID, Type: one.Type, Custom: one.Custom, Protect: one.Protect,
			Provider: one.Provider, Inputs: resource.NewPropertyMapFromMap(one.Inputs),
		})
	}
	return states, nil
}

// resourcesIn leaves out the stack itself and the providers.
func resourcesIn(states []*pkgresource.State) (resources []*pkgresource.State) {
	for _, state := range states {
		if state.Provider != "" {
			resources = append(resources, state)
		}
	}
	return resources
}

// only loads the one package that the programs are of.
type only struct{ pkg *schema.Package }

func (o only) LoadPackage(string, *semver.Version) (*schema.Package, error) { return o.pkg, nil }

func (o only) LoadPackageV2(context.Context, *schema.PackageDescriptor) (*schema.Package, error) {
	return o.pkg, nil
}
