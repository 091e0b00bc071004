package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"go.uber.org/zap"

	"github.com/interlingua/interlingua/gateway"
	"github.com/interlingua/interlingua/gateway/tokens"
)

const checkHelp = `Validate the configuration, make what it describes, and reach its upstreams by asking each for its list of models. Nothing is
generated and nothing is spent.

The exit code is 2 where the configuration is at fault, and 1 where an upstream cannot be reached or refuses its key.`

func checkCommand() *cobra.Command {
	var flags serveFlags
	cmd := &cobra.Command{
		Use:   "check [--config FILE]",
		Short: "Validate the configuration and reach the upstreams",
		Long:  checkHelp,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return check(cmd.Context(), flags, cmd.OutOrStdout())
		},
	}
	flags.bind(cmd)
	return cmd
}

func check(ctx context.Context, flags serveFlags, out io.Writer) error {
	c, err := flags.load()
	if err != nil {
		return err
	}
	parts, _ := gatewayParts(zap.NewNop(), &tokens.Estimator{})
	state, err := parts.State(c)
	if err != nil {
		return err
	}
	defer state.Close()
	if c.TLS != nil {
		if _, err := gateway.ServerTLS(c.TLS); err != nil {
			return fmt.Errorf("tls: %w", err)
		}
	}
	fmt.Fprintln(out, "the configuration is valid")
	if len(c.Upstreams) == 0 {
		fmt.Fprintln(out, "no upstream is configured: the built-in demo model answers")
		return nil
	}
	var upstreams [][]string
	failed := false
	for _, u := range c.Upstreams {
		n, err := state.Engine.Reach(ctx, u.Name)
		found := "reached, lists " + counted(n, "model", "models")
		switch {
		case err != nil:
			failed = true
			found = "FAILED: " + err.Error()
			if cause := errors.Unwrap(err); cause != nil {
				found += ": " + cause.Error()
			}
		case n == 0:
			found = "reached, lists no models"
		}
		upstreams = append(upstreams, []string{u.Name, u.Dialect, u.BaseURL, found})
	}
	if err := errors.Join(list(out, "upstreams", upstreams), list(out, "models", modelRows(state))); err != nil {
		return failure{err}
	}
	if failed {
		return failure{errors.New("not every upstream can be used")}
	}
	return nil
}
