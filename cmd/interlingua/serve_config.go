package main

import (
	"context"
	"os"
	"time"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/gateway"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/config"
)

// load reads the configuration, or makes one of the environment.
func (f serveFlags) load() (*config.Config, error) {
	override := func(c *config.Config) {
		if f.listen != "" {
			c.Listen = f.listen
		}
		if f.grpcListen != "" {
			c.GRPCListen = f.grpcListen
		}
	}
	if f.config != "" {
		return config.Load(f.config, os.LookupEnv, override)
	}
	c := config.FromEnvironment(os.LookupEnv)
	override(c)
	return c, c.Complete()
}

// reloadEvery is how often the configuration file's time is looked at.
const reloadEvery = 2 * time.Second

// reload reads the configuration again on SIGHUP and when its file changes. One that is at fault leaves the old in force.
func (f serveFlags) reload(ctx context.Context, hup <-chan os.Signal, s *api.Server, parts gateway.Parts, log *zap.Logger) {
	tick := time.NewTicker(reloadEvery)
	defer tick.Stop()
	last := modified(f.config)
	for {
		select {
		case <-ctx.Done():
			return
		case <-hup:
		case <-tick.C:
			if modified(f.config).Equal(last) {
				continue
			}
		}
		last = modified(f.config)
		if err := f.replace(s, parts); err != nil {
			log.Error("the configuration was not read again", zap.Error(err))
			continue
		}
		log.Info("the configuration was read again")
	}
}

// replace puts a new configuration in the place of the old, of which calls under way make their end.
func (f serveFlags) replace(s *api.Server, parts gateway.Parts) error {
	c, err := f.load()
	if err != nil {
		return err
	}
	state, err := parts.State(c)
	if err != nil {
		return err
	}
	old := s.State()
	s.Load(state)
	old.Close()
	return nil
}

// modified is the time of a file; the zero time where there is none.
func modified(path string) time.Time {
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}
