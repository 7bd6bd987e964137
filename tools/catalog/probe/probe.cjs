// What the real library makes by itself: builds every construct and calls every method with values made from the declarations, and writes
// down as JSON the resources and policy statements that came along. Run with NODE_PATH at the folder that holds aws-cdk-lib, and
// with a pattern of the classes' ids (`^aws_s3\.`) to build only those.
'use strict'

const path = require('path')
const { World, MADE, COMPANIONS, at, trimmed, cdk } = require('./values.cjs')
const { Types, SLOW, elementOf, slots, slotsOf } = require('./types.cjs')
const { measured, scoped, common, change, shared, same, empty } = require('./measure.cjs')

const CIRCLES = /^aws_stepfunctions\./ // chains that run in circles
const PATTERN = 'probe-pattern'
const INTERFACES = ['aws_dynamodb.IScalableTableAttribute'] // what methods give whose class is not published
const MODULES = /^(aws_|custom_resources|triggers)/

class Probe {
  constructor (types) {
    this.types = types
    this.found = { constructs: {}, methods: {}, objects: {}, aliases: {}, failed: {} }
    this.flags = flags()
    this.tried = new Map() // the kinds of objects, and how often
  }

  world (context, chosen) {
    const world = new World(this.types, context)
    for (const [name, choice] of chosen || []) world.chosen.set(name, choice)
    return world
  }

  attempt (what, action) {
    try { return action() } catch (error) {
      this.found.failed[what] = String(error.message || error).split('\n')[0].slice(0, 160)
      return undefined
    }
  }

  build (identity, more, context, chosen) {
    const world = this.world(context, chosen)
    const once = () => measured(world, () => fresh(world, identity, more && more(world)))
    prepared(world, identity, more) // what the arguments need is there before
    const first = once()
    const second = once()
    return { ...scoped(first.types, second.types, second.types), statements: first.statements }
  }

  construct (identity) {
    const base = this.attempt(identity, () => this.build(identity))
    if (!base) return
    const found = { base }
    const props = this.props(identity)
    for (const property of props) {
      for (const [label, more, chosen] of this.variants(property)) {
        const delta = this.varied(identity, base, more, chosen)
        if (delta) (found.props = found.props || {})[`${property.name}${label}`] = delta
      }
      collapse(found.props || {}, property.name, this.variants(property).length)
    }
    const flagged = this.flagged(context => this.build(identity, undefined, context), base)
    if (flagged) found.flags = flagged
    for (const [flag, delta] of Object.entries(flagged || {})) {
      const unless = props.filter(property => this.overrules(identity, flag, delta, property)).map(property => property.name)
      if (unless.length) delta.unless = unless
    }
    this.found.constructs[identity] = found
  }

  // Whether a feature flag changes something else, or nothing, when a property is given.
  overrules (identity, flag, delta, property) {
    const variant = this.variants(property)[0]
    if (!variant) return false
    try {
      const without = this.build(identity, variant[1])
      return !same(change(without, this.build(identity, variant[1], { [flag]: this.flags[flag] })), { ...delta, unless: undefined })
    } catch (error) { return false }
  }

  // What a property changes, with those that it does not go without.
  varied (identity, base, more, chosen) {
    try { return change(base, this.build(identity, more, undefined, chosen)) } catch (error) { /* with others, then */ }
    const alone = world => { world.bare = true; return more(world) }
    try { return change(base, this.build(identity, alone, undefined, chosen)) } catch (error) { /* not alone, either */ }
    for (const companion of COMPANIONS) {
      try {
        const both = this.build(identity, world => ({ ...companion(world), ...more(world) }), undefined, chosen)
        return change(this.build(identity, companion), both)
      } catch (error) { continue }
    }
    return undefined
  }

  props (identity) {
    const parameters = (this.types.initializer(identity) || {}).parameters || []
    const last = parameters[parameters.length - 1]
    const struct = last && last.type.fqn && this.types.identity(last.type.fqn)
    return struct && this.types.isStruct(struct) ? this.types.properties(struct) : []
  }

  // (label, what to give, which class stands for an interface)
  variants (property) {
    const type = property.type
    if (type.primitive === 'boolean') return [true, false].map(value => [`=${value}`, () => ({ [property.name]: value })])
    const identity = elementOf(this.types, type)
    const declared = identity && this.types.declared(identity)
    if (declared && declared.kind === 'enum') return declared.members.map(each => [`=${each.name}`, () => ({ [property.name]: at(identity)[each.name] })])
    if (identity && this.types.kinds(identity).length > 1) return [] // see objects
    const factories = declared && declared.kind === 'class' && !type.collection && !MADE[identity] ? this.types.factories(identity) : []
    if (factories.length > 1) return factories.map(each => [`=${each.name}`, world => ({ [property.name]: this.produced(world, identity, each) })])
    const given = world => ({ [property.name]: world.value(type, property.name) })
    return property.optional ? [['', given]] : []
  }

  produced (world, identity, method) {
    const current = world.current
    world.current = world.below
    try { return at(identity)[method.name](...trimmed((method.parameters || []).map(each => argument(world, each)))) } finally { world.current = current }
  }

  // Of which class the objects are that functions make: `LogDrivers.awsLogs()` is an `AwsLogDriver`.
  aliases (only) {
    for (const declared of Object.values(this.types.all)) {
      const identity = this.types.identity(declared.fqn)
      if (declared.kind !== 'class' || !MODULES.test(identity) || !only.test(identity) || this.types.isConstruct(identity) || SLOW.test(identity) || CIRCLES.test(identity)) continue
      for (const method of (declared.methods || []).filter(each => each.static && each.returns && each.returns.type.fqn)) {
        const made = this.attempt(`${identity}.${method.name}`, () => this.produced(this.world(), identity, method))
        const real = made && made.constructor && made.constructor[Symbol.for('jsii.rtti')]
        if (real) this.found.aliases[`${identity}.${method.name}`] = this.types.identity(real.fqn)
      }
    }
  }

  // The flags of the library that change what comes along.
  flagged (action, base) {
    const attempt = context => { try { return action(context) } catch (error) { return undefined } }
    const all = attempt(this.flags)
    if (!all || !change(base, all)) return undefined
    const found = {}
    for (const [name, value] of Object.entries(this.flags)) {
      const one = attempt({ [name]: value })
      const delta = one && change(base, one)
      if (delta) found[name] = delta
    }
    return empty(found) ? undefined : found
  }

  methodsOf (identity) {
    for (const method of this.types.methods(identity)) {
      const key = `${identity}.${method.name}`
      const base = this.attempt(key, () => this.call(identity, method))
      if (base) {
        const flagged = this.flagged(context => this.call(identity, method, undefined, context), base)
        const service = /^grant/.test(method.name) ? this.toService(identity, method) : undefined
        const keyed = /^grant/.test(method.name) ? this.keyed(identity, method, base) : undefined
        if (/^grant/.test(method.name)) this.patterns(identity, method, base) // last: the others are compared with what it writes to
        if (worth(base) || flagged) this.found.methods[key] = { base, ...(flagged ? { flags: flagged } : {}), ...(service ? { service } : {}), ...(keyed ? { keyed } : {}) }
      }
    }
  }

  // Writes `{#1:objectsKeyPattern}` where a text that may be given goes into the resources.
  patterns (identity, method, base) {
    (method.parameters || []).forEach((each, index) => {
      if (!each.optional || each.variadic || !['string', 'any'].includes(each.type.primitive)) return
      try {
        const given = this.call(identity, method, () => ({ [each.name]: PATTERN }))
        given.statements.forEach((one, at) => {
          const marked = one.resources.map(text => text.replace(PATTERN, `{#${index}:${each.name}}`))
          if (!same(marked, one.resources) && base.statements[at]) base.statements[at].resources = marked
        })
      } catch (error) { /* it does not take one */ }
    })
  }

  // The same for a principal that has no policy of its own: a service.
  toService (identity, method) {
    const service = () => new cdk.aws_iam.ServicePrincipal('probe.amazonaws.com')
    try { return this.call(identity, method, undefined, undefined, undefined, service) } catch (error) { return undefined }
  }

  // What is added when the receiver is encrypted with a key.
  keyed (identity, method, base) {
    const property = this.props(identity).find(each => each.type.fqn === 'aws-cdk-lib.aws_kms.IKey')
    if (!property) return undefined
    for (const companion of [() => ({}), ...COMPANIONS]) {
      const build = world => world.fresh(identity, { ...companion(world), [property.name]: world.make('aws_kms.Key') })
      try { return change(base, this.call(identity, method, undefined, undefined, undefined, undefined, build)) } catch (error) { continue }
    }
    return undefined
  }

  call (identity, method, more, context, chosen, principal, build) {
    const world = this.world(context, chosen)
    if (principal) world.role = principal()
    const before = world.current
    world.current = world.stack
    const one = build ? build(world) : world.fresh(identity)
    world.kept.clear()
    const two = build ? build(world) : world.fresh(identity)
    world.current = before
    const once = receiver => measured(world, () => receiver[method.name](...prepared.args), receiver)
    const prepared = { args: undefined }
    const run = receiver => {
      world.kept.clear()
      world.round++
      const current = world.current
      world.current = world.below
      prepared.args = trimmed((method.parameters || []).map(each => argument(world, each, more)))
      world.current = current
      return once(receiver)
    }
    const first = run(one)
    let again
    try { again = run(one) } catch (error) { again = undefined }
    const other = run(two)
    return { ...scoped(first.types, again ? again.types : common(first.types, other.types), other.types), statements: first.statements }
  }

  // What binding each kind of object adds: the targets of a rule, the subscriptions of a topic, the integrations of a method. Gives what
  // comes along whatever the kind.
  objects (key, slot, base, run) {
    const kinds = this.types.kinds(slot.identity)
    if (kinds.length < 2) return undefined
    const results = new Map()
    for (const kind of this.toTry(kinds, slot.optional)) {
      this.tried.set(kind, (this.tried.get(kind) || 0) + 1)
      const result = this.attempt(`${kind} in ${key}`, () => run(slot.more, new Map([[slot.identity, kind]])))
      if (result) results.set(kind, result)
    }
    const without = slot.optional ? base : [...results.values()].reduce((one, other) => (one ? shared(one, other) : other), undefined)
    if (!without || results.size < 2) return undefined
    for (const [kind, result] of results) {
      const delta = change(without, result)
      if (delta && !this.found.objects[kind]) this.found.objects[kind] = delta
    }
    return slot.optional ? undefined : without
  }

  // Each kind until it brings something, a few times; what is common to all, where one has to be given, shows with some.
  toTry (kinds, optional) {
    const some = kinds.filter(kind => this.found.objects[kind]).slice(0, 3)
    return [...(optional ? [] : some), ...kinds.filter(kind => !this.found.objects[kind] && (this.tried.get(kind) || 0) < 4)]
  }

  methodObjects (identity) {
    for (const method of this.types.methods(identity)) {
      const key = `${identity}.${method.name}`
      for (const slot of slots(this.types, method.parameters || [])) {
        const base = (this.found.methods[key] || { base: { statements: [] } }).base
        const without = this.objects(key, slot, base, (more, chosen) => this.call(identity, method, more, undefined, chosen))
        if (without) this.found.methods[key] = { base: without }
      }
    }
  }

  // What the state machine may do, and makes, for a task.
  task (identity) {
    const machine = world => {
      const current = world.current
      world.current = world.below
      try { return { definitionBody: cdk.aws_stepfunctions.DefinitionBody.fromChainable(world.fresh(identity)) } } finally { world.current = current }
    }
    const result = this.attempt(identity, () => this.build('aws_stepfunctions.StateMachine', machine))
    const delta = result && change(this.build('aws_stepfunctions.StateMachine'), result)
    if (delta) this.found.objects[identity] = delta
  }

  constructObjects (identity) {
    const found = this.found.constructs[identity]
    for (const slot of slotsOf(this.types, this.props(identity))) {
      const without = this.objects(identity, slot, found && found.base, (more, chosen) => this.build(identity, more, undefined, chosen))
      if (without) this.found.constructs[identity] = { ...found, base: without }
    }
  }
}

function worth (result) { return ['each', 'receiver', 'stack'].some(each => result[each]) || result.statements.length > 0 }

// One entry for all values of a property that do the same.
function collapse (props, name, count) {
  const labels = Object.keys(props).filter(each => each.startsWith(`${name}=`))
  if (labels.length < 3 || labels.length !== count || !labels.every(each => same(props[each], props[labels[0]]))) return
  props[name] = props[labels[0]]
  labels.forEach(each => delete props[each])
}

function argument (world, each, more) {
  if (more && each.name in more(world)) return more(world)[each.name]
  if (each.variadic && !each.type.primitive) return undefined
  const identity = each.type.fqn && world.types.identity(each.type.fqn)
  if (identity && world.types.isStruct(identity) && more) return world.struct(identity, more(world))
  return each.optional ? undefined : world.value(each.type, each.name)
}

// A new one with as little as it takes; when that is not enough, as the arguments of others have it.
function fresh (world, identity, more) {
  if (more) return world.fresh(identity, more)
  try { return world.fresh(identity, {}) } catch (error) { return world.fresh(identity) }
}

function prepared (world, identity, more) {
  const current = world.current
  world.current = world.below
  try { fresh(world, identity, more && more(world)) } finally { world.current = current }
}

// The feature flags whose recommended value is not what one gets without saying anything.
function flags () {
  const { FLAGS } = require(path.join(path.dirname(require.resolve('aws-cdk-lib/package.json')), 'cx-api/lib/features.js'))
  const found = {}
  for (const [name, flag] of Object.entries(FLAGS).sort()) {
    const usual = flag.defaults && flag.defaults.v2
    if (name.endsWith(':minimizePolicies')) continue // merges statements, and makes none
    if (flag.introducedIn && flag.introducedIn.v2 && flag.recommendedValue !== usual && flag.recommendedValue === true) found[name] = true
  }
  return found
}

// Classes that make resources or permit something: constructs, and what their methods give for scaling and connections.
function wanted (types, fqn) {
  const identity = types.identity(fqn)
  const declared = types.all[fqn]
  if (declared.kind !== 'class' || declared.abstract || !MODULES.test(identity) || /\.Cfn/.test(identity) || SLOW.test(identity) || identity.split('.').length !== 2) return false
  const state = types.lineage(identity).some(each => each.name === 'State') && !identity.startsWith('aws_stepfunctions_tasks.') // no resource, and chains run in circles
  return !state && (types.isConstruct(identity) || /Scalable|Connections/.test(identity))
}

function told (identity) { if (process.env.PROBE_TELLS) process.stderr.write(`${Math.round(process.uptime())} ${identity}\n`) }

function main (folder, only) {
  const types = new Types(folder)
  const probe = new Probe(types)
  console.error = console.warn = () => {}
  process.emitWarning = () => {}
  const start = Date.now()
  const chosen = Object.keys(types.all).sort().filter(fqn => wanted(types, fqn) && only.test(types.identity(fqn))).map(fqn => types.identity(fqn))
  const constructs = chosen.filter(identity => types.isConstruct(identity) && !(types.initializer(identity) || { protected: true }).protected)
  const tasks = constructs.filter(identity => identity.startsWith('aws_stepfunctions_tasks.'))
  tasks.forEach(identity => probe.task(identity))
  constructs.filter(identity => !tasks.includes(identity)).forEach(identity => { told(identity); probe.construct(identity) })
  const others = [...chosen.filter(identity => !tasks.includes(identity)), ...INTERFACES.filter(identity => only.test(identity))]
  others.forEach(identity => { told(identity); probe.methodsOf(identity) })
  others.forEach(identity => { told(identity); probe.methodObjects(identity) })
  constructs.filter(identity => others.includes(identity)).forEach(identity => { told(identity); probe.constructObjects(identity) })
  probe.aliases(only)
  process.stderr.write(`${(Date.now() - start) / 1000} s\n`)
  process.stdout.write(JSON.stringify({ version: require('aws-cdk-lib/package.json').version, ...probe.found }, null, 1) + '\n')
}

main(path.dirname(require.resolve('aws-cdk-lib/package.json')), new RegExp(process.argv[2] || ''))
